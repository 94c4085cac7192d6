"""Words of the corpus: those that begin as somebody types, and those that somebody may have meant."""

from __future__ import annotations

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Iterable

import numpy as np

from explorer.index.analysis import Analyser, fold
from explorer.index.search.arrays import Places
from explorer.index.search.contents import Content
from explorer.index.search.expansion import WORDED, Stretch, hits_of, in_title, whole, written_so
from explorer.index.search.snapshot import Snapshot
from explorer.index.stopping import stops
from explorer.index.store.spelling import alike

SHORTEST, LONGEST = 3, 40
"""Lengths of words that are worth suggesting, in characters."""

SPARE = 3
"""As many times more words as are wanted are looked at in each segment: another may have more of them."""

Written = dict[str, "Counter[str]"]
"""For each folded word how often it is written how."""


def beginning(snapshot: Snapshot, prefix: str, field: str, limit: int) -> tuple[tuple[str, int], ...]:
    """Return words of a field that begin so, folded, with the documents that have them, most first.

    They are written as they are most often. Raises IndexCorrupt.
    """
    begun = fold(prefix) if prefix else ""
    if limit < 1:
        return ()
    if field not in WORDED:
        return _values(snapshot, begun, field, limit)
    often: Counter[str] = Counter()
    for segment in snapshot.segments:
        often.update(_frequent(segment.content, begun, SPARE * limit + 10))
    best: list[tuple[int, str]] = []
    for word, occurrences in often.most_common():
        if len(best) >= limit and -best[limit - 1][0] > occurrences:
            break  # no word has more documents than occurrences
        count = sum(
            len(each.left(hits_of(each.content, field, _so(each.content, word, field)).documents))
            for each in snapshot.segments
        )
        if count:
            insort(best, (-count, word))
    written = _written(snapshot, [word for _, word in best[:limit]])
    return tuple((_usual(written[word]), -count) for count, word in best[:limit])


def _frequent(content: Content, prefix: str, most: int) -> dict[str, int]:
    """Return the most frequent folded words of a segment that begin so, with how often they occur."""
    with content.reading():
        if not len(content.field("body").counts):
            return {}
        folded = content.forms.folded
        first, end = folded.beginning(prefix.encode("utf-8", "surrogatepass"))
        counts = content.forms.folded_counts[first:end]
        rows = np.argpartition(-counts, most - 1)[:most] if len(counts) > most else np.arange(len(counts))
        return {folded[first + row].decode("utf-8", "surrogatepass"): int(counts[row]) for row in rows.tolist()}


def _so(content: Content, word: str, field: str) -> Stretch:
    """Return where a folded word stands in a segment."""
    with content.reading():
        forms = content.forms
        row = forms.folded.find(word.encode("utf-8", "surrogatepass"))
        rows: Places = np.unique(forms.terms[list(forms.variants(row))] if row >= 0 else forms.terms[:0]).astype(
            np.int64
        )
    so = written_so(content, whole(rows), frozenset((word,)))
    return so if field == "body" else in_title(content, so)


def _values(snapshot: Snapshot, prefix: str, field: str, limit: int) -> tuple[tuple[str, int], ...]:
    """Return values of a field, or words that have no forms, that begin so."""
    counts: Counter[str] = Counter()
    for segment in snapshot.segments:
        content = segment.content
        with content.reading():
            terms = content.field(field).terms
            rows = range(*terms.beginning(prefix.encode("utf-8", "surrogatepass")))
            words = [terms[row].decode("utf-8", "surrogatepass") for row in rows]
        for word, row in zip(words, rows, strict=True):
            counts[word] += (
                content.count(field, row) if segment.whole else len(segment.left(content.hits(field, row).documents))
            )
    best = sorted((-count, word) for word, count in counts.items() if count and word)[:limit]
    return tuple((word, -count) for count, word in best)


def similar(snapshot: Snapshot, word: str, limit: int, analysers: Iterable[Analyser]) -> list[str]:
    """Return words spelled like one: itself if the corpus has it, then by fewest edits, then most frequent.

    They are written as they are most often. A stop word of one of the languages is right as it is. Raises IndexCorrupt.
    """
    wanted = fold(word) if word else ""
    if stops(wanted, analysers):
        return [word][:limit]
    if limit < 1 or not SHORTEST <= len(wanted) <= LONGEST:
        return []
    edits = 1 if len(wanted) < 5 else 2 if len(wanted) < 9 else 3
    near: dict[str, int] = {}
    counts: Counter[str] = Counter()
    for segment in snapshot.segments:
        for found, distance, count in _alike(segment.content, wanted, edits):
            near[found] = distance
            counts[found] += count
    ranked = sorted(
        (distance + (distance > 0 and found[0] != wanted[0]), -counts[found], found) for found, distance in near.items()
    )
    best = [found for _, _, found in ranked[: 2 * limit + 8]]
    written = _written(snapshot, best)
    usual = (_usual(written[found]) for found in best)
    return [each for each in usual if each.isalpha()][:limit]


def _alike(content: Content, wanted: str, edits: int) -> list[tuple[str, int, int]]:
    """Return folded words of a segment that are at most so many edits away, with how many, and how often each is."""
    with content.reading():
        if not len(content.field("body").counts):
            return []
        forms = content.forms
        found = [
            (forms.folded[row].decode("utf-8", "surrogatepass"), distance, int(forms.folded_counts[row]))
            for row, distance in alike(forms.folded, wanted, edits).items()
        ]
    return [each for each in found if SHORTEST <= len(each[0]) <= LONGEST and each[0].isalpha()]


def _written(snapshot: Snapshot, words: Iterable[str]) -> Written:
    """Return how some folded words are written."""
    found: Written = defaultdict(Counter)
    for segment in snapshot.segments:
        content = segment.content
        with content.reading():
            forms = content.forms
            for word in words:
                row = forms.folded.find(word.encode("utf-8", "surrogatepass"))
                for form in forms.variants(row) if row >= 0 else ():
                    found[word][forms.written(form)] += int(forms.counts[form])
    return found


def _usual(written: Counter[str]) -> str:
    """Return how a word is written most often."""
    return min(written.items(), key=lambda each: (-each[1], each[0]))[0]
