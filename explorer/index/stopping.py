"""Stop words: they hold sentences together, so a query of several words need not have them and no text is told by them.

They are indexed like all others. The words are those of the corpus's own language: `die` is one in German, and a word
like any other where the corpus is English.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from explorer.index.analysis import ENGLISH, Analyser, fold

_ENGLISH = """
a about above after again against all am an and any are as at be because been before being below between both but by
can could did do does doing down during each few for from further had has have having he her here hers him his how i
if in into is it its just me more most my no nor not of off on once only or other our out over own said same say she
should so some such than that the their them then there these they this those through to too under until up very was
we were what when where which while who whom why will with would you your
"""


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the folded stop words of a language, by the name of its stemmer; none where they are not known."""
    if language == ENGLISH:
        return frozenset(_ENGLISH.split())
    from explorer.model.function_words import WORDS  # only where they are asked for: half of all searches need none
    from explorer.model.language import code_of

    return frozenset(map(fold, WORDS.get(code_of(language), "").split()))


def stops(word: str, analysers: Iterable[Analyser]) -> bool:
    """Say whether a folded word is a stop word in the language of one of some analysers."""
    return any(word in stop_words(analyser.language) for analyser in analysers)


def stop_terms(analyser: Analyser) -> frozenset[str]:
    """Return the terms of the stop words of an analyser's language."""
    return frozenset(analyser.terms(" ".join(sorted(stop_words(analyser.language)))))
