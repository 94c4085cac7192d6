"""What stands before the words of a role: an article, qualifiers, and whose it is (`the former Acme`, `Acme's`)."""

from __future__ import annotations

from explorer.entities.gazetteer import Is
from explorer.entities.relations.items import ORGANISATION, PERSON, PLACE, Sentence
from explorer.entities.relations.lexicon import lexicon
from explorer.model.entity import Mention

_OUTSIDE = frozenset({"in", "at", "from", "near", "to"})


def owner_before(sentence: Sentence, at: int) -> tuple[int | None, Mention | None, str]:
    """Return where a phrase begins whose role words end after the item at `at`, with its owner and its article."""
    name = sentence.mention(at)
    if name is not None:
        if name.type is PERSON:
            return None, None, ""
        outside = name.type is PLACE and sentence.low(at - 1) in _OUTSIDE
        return (None, None, "") if outside else (at, name, "")
    low = sentence.low(at)
    if low in ("'s", "’s"):
        name = sentence.mention(at - 1)
        known = name if name is not None and name.type is not PERSON else None
        return (at - 1 if known else at), known, "'s"
    if low == ")" and sentence.low(at - 2) == "(":
        name = sentence.mention(at - 3)
        return (at - 3, name, "") if name is not None and name.type is ORGANISATION else (None, None, "")
    return (at, None, low) if low in lexicon().determiners else (None, None, "")


def opening(sentence: Sentence, first: int) -> tuple[int, str, str]:
    """Return where a phrase begins before its owner or article, the qualifier and the article that stand there."""
    qualifier, article = "", ""
    while first > 0:
        word = sentence.items[first - 1].word
        if sentence.is_then(first - 1):
            break
        if word.low in lexicon().qualifiers:
            qualifier = qualifier or lexicon().qualifiers[word.low]
        elif word.low in lexicon().determiners and not article:
            article = word.low
        elif word.low not in lexicon().dropped and not word.flags & Is.DEMONYM:
            break
        first -= 1
    return first, qualifier, article
