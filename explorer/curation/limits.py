"""Which documents and which sentences a limited rule is about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from explorer.model.curation import Rule
from explorer.model.span import Span

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class Limits:
    """What a rule is limited to; words are compared whole, whatever their case."""

    def __init__(self, rule: Rule) -> None:
        self._paths = _spec(rule.documents)
        self._having = words_pattern(rule.having)
        self._beside = words_pattern(rule.beside)

    def path(self, path: str) -> bool:
        """Say whether a document of this path, relative to the corpus, may be meant."""
        return self._paths is None or self._paths.match_file(path)

    def text(self, text: str) -> bool:
        """Say whether a document of this text may be meant."""
        return self._having is None or self._having.search(text) is not None

    def sentences(self, text: str, sentences: Sequence[Span]) -> frozenset[int] | None:
        """Return the numbers of the sentences that are meant, None for all of the text."""
        if self._beside is None:
            return None
        found: set[int] = set()
        at = 0
        for match in self._beside.finditer(text):
            while at < len(sentences) and sentences[at].end <= match.start():
                at += 1
            if at < len(sentences) and sentences[at].start <= match.start():
                found.add(at)
        return frozenset(found)


def words_pattern(words: Sequence[str]) -> re.Pattern[str] | None:
    """Return what finds one of some words or phrases as a whole, whatever its case and blanks; None for no words."""
    return re.compile(_any_of(words), re.IGNORECASE) if words else None


def names_pattern(names: Sequence[str]) -> re.Pattern[str]:
    """Return what finds names as they are written, the longest where several begin, over the end of a line as well."""
    return re.compile(_any_of(sorted(names, key=len, reverse=True)))


def _any_of(phrases: Sequence[str]) -> str:
    each = [r"\s+".join(map(re.escape, phrase.split())) for phrase in phrases]
    return rf"(?<!\w)(?:{'|'.join(each)})(?!\w)"


def _spec(patterns: Sequence[str]) -> GitIgnoreSpec | None:
    """Return what matches paths, None for all."""
    if not patterns:
        return None
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns, backend="simple")  # the one that takes names that are no UTF-8
