"""Noun phrases that stand for somebody: which word they are about, and which ones mean just the last person."""

from __future__ import annotations

import re

from explorer.model.span import Span

SOMEBODY = re.compile(
    r"the\s+(?:\w+\s+)?(?:(?P<he>man|boy|gentleman)|(?P<she>woman|girl|lady)|(?:\d+|\w+)-year-old|latter)$",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"(?:the|its|their|his|her|our|this|that)\s+", re.IGNORECASE)
_ANYBODY = frozenset(["official", "officials", "source", "sources", "delegate", "delegates"])  # who stay unnamed
_TAIL = re.compile(r"\s(?:of|for|from|at|in|on|with|who|and)\b|['’]s?\s|,")
LAST_PHRASE = re.compile(r"\b(?:the|its|their|his|her)\s+(?:[\w’'-]+\s+){0,3}[\w-]+\Z", re.IGNORECASE)
"""The noun phrase that a stretch of text ends with: `In his speech the minister`."""

_ADJOINS = re.compile(r"(?:['’]s)?(?:\s+(?:of|for|the|[A-Z][\w.’'-]*))*,?\s*\Z")
_TELLS = re.compile(r"\s*(?:[,(]|(?:is|was|becomes?|became|as)\s)")
_WORDS = re.compile(r"[^\W\d_][\w-]*")


def head_of(phrase: str) -> str | None:
    """Return the noun that a phrase such as `the chief engineer of the board` is about: `engineer`.

    None where it is about nobody that was named before: `an engineer`, `two engineers`.
    """
    definite = _DEFINITE.match(phrase)
    if definite is None and not phrase[:1].isupper():
        return None
    rest = phrase[definite.end() :] if definite else phrase
    tail = _TAIL.search(rest)
    words = _WORDS.findall(rest[: tail.start()] if tail else rest)
    return words[-1] if words and words[-1].lower() not in _ANYBODY else None


def is_called(text: str, name: Span, noun: str, before: int, behind: int) -> bool:
    """Say whether somebody is called by a noun: `coroner Hugh Berg`, `the coroner, Berg`, `Berg, the coroner,`.

    `before` and `behind` bound what may belong to the name; `noun` is in lower case.
    """
    window = text[before:behind].lower()
    if len(window) != behind - before:
        return False  # letters that are longer in lower case
    at = window.find(noun)
    while at >= 0:
        start, end = before + at, before + at + len(noun)
        whole = not text[start - 1 : start].isalnum() and not text[end : end + 1].isalnum()
        if whole and start < name.end and (end > name.start or _ADJOINS.match(text, end, name.start)):
            return True
        if whole and start >= name.end and _TELLS.match(text, name.end, start + 1):
            return True
        at = window.find(noun, at + 1)
    return False
