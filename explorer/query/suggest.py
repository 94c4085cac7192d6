"""Did you mean: the typed line with words that the corpus does not have replaced by ones it has."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import islice

from explorer.model.query import Exact, Listed, Named, Parsed, Phrase, Prefix, Suggestion, Word
from explorer.model.span import Span
from explorer.query.fields import SPEAKER
from explorer.query.tree import leaves

MOST_WORDS = 32
"""Words of a line that replacements are looked for."""

MOST_REPLACED = 8
"""Words of a line that are replaced."""

MOST_SUGGESTIONS = 3

Similar = Callable[[str, int], list[str]]
"""Returns words (or names) like the given one, likeliest first, at most so many; itself among them if it is known."""

_JOKERS = ("*", "?")
_WORD = re.compile(r"[^\W\d_][^\W\d_\u0300-\u036f]*(?:[\u0300-\u036f'’][^\W\d_]*)*")


def suggest(parsed: Parsed, similar: Similar, names: Similar) -> tuple[Suggestion, ...]:
    """Return lines that are likely to be meant, best first.

    Words are replaced at their places, so operators, fields and quotes stay as typed. `similar` gives words of the
    corpus, `names` names of entities. The first suggestion takes the likeliest of each word, the others the next ones.
    """
    looked = islice(_choices(parsed, similar, names), MOST_WORDS)
    choices = list(islice((choice for choice in looked if choice[1]), MOST_REPLACED))
    made: list[Suggestion] = []
    for number in range(max((len(found) for _, found in choices), default=0)):
        chosen = [(place, found[min(number, len(found) - 1)]) for place, found in choices]
        text = _replaced(parsed.text, chosen)
        if text != parsed.text and all(text != other.text for other in made):
            made.append(Suggestion(text, tuple(word for _, word in chosen)))
    return tuple(made)


def _choices(parsed: Parsed, similar: Similar, names: Similar) -> Iterator[tuple[Span, list[str]]]:
    """Yield each place that could be mended with what it could be, in the order of the line."""
    wanted = [leaf for leaf, negated in leaves(parsed.query) if not negated]
    for leaf in sorted(wanted, key=lambda leaf: leaf.place):
        start = leaf.place.start
        if isinstance(leaf, Named) or (isinstance(leaf, Listed) and leaf.field == SPEAKER):
            colon = parsed.text.find(":", start, leaf.place.end) + 1 or start
            place = Span(colon + _blanks(parsed.text[colon : leaf.place.end]), leaf.place.end)
            near = names(leaf.text, MOST_SUGGESTIONS)
            yield place, [] if _known(leaf.text, near) else [_quoted(name) for name in near]
        elif isinstance(leaf, Word | Phrase | Prefix | Exact) and leaf.field in (None, "title"):
            if leaf.field:
                start = parsed.text.find(":", start, leaf.place.end) + 1 or start
            for match in _WORD.finditer(parsed.text, start, leaf.place.end):
                if isinstance(leaf, Phrase) and _beside_joker(parsed.text, match):
                    continue
                near = similar(match[0], MOST_SUGGESTIONS)
                yield Span(*match.span()), [] if _known(match[0], near) else near


def _beside_joker(text: str, match: re.Match[str]) -> bool:
    """Say whether a word is a part of a pattern, which is not misspelled for not being a word."""
    return text[match.start() - 1 : match.start()] in _JOKERS or text[match.end() : match.end() + 1] in _JOKERS


def _blanks(text: str) -> int:
    return len(text) - len(text.lstrip())


def _known(word: str, near: list[str]) -> bool:
    """Say whether a word is among those like it: then it is no mistake."""
    return _plain(word) in map(_plain, near)


def _plain(word: str) -> str:
    flat = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in flat if not unicodedata.combining(character))


def _quoted(name: str) -> str:
    plain = " ".join(name.replace('"', " ").split())
    return f'"{plain}"'


def _replaced(text: str, chosen: list[tuple[Span, str]]) -> str:
    for place, word in sorted(chosen, reverse=True):
        text = text[: place.start] + word + text[place.end :]
    return text
