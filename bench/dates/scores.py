"""How many values a reader gets right, how much it takes for a date that is none, and how fast it reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bench.clock import settled, timed
from bench.dates.edtf import bounds
from bench.dates.peers import Read, Reader
from bench.dates.rows import Expression, Row


@dataclass(frozen=True, slots=True)
class Score:
    """Of `wanted` expressions: found at all, the day of the value within the right time, and the very value."""

    wanted: int
    found: int
    within: int
    exact: int


def score(reader: Reader, rows: Sequence[Row]) -> Score:
    """Hold what a reader finds against the lists. What overlaps an expression counts as found for it."""
    wanted = found = within = exact = 0
    for row in rows:
        reads = reader(row)
        for one in row.expressions:
            here = [read for read in reads if read.start < one.end and one.start < read.end]
            wanted += 1
            found += bool(here)
            within += any(_within(read, one) for read in here)
            exact += bool(here) and (here[0].edtf, here[0].modifier) == (one.edtf, one.modifier)
    return Score(wanted, found, within, exact)


def spare(reader: Reader, rows: Sequence[Row]) -> int:
    """Return how many dates a reader finds where the lists mark none."""
    return sum(
        not any(read.start < one.end and one.start < read.end for one in row.expressions)
        for row in rows
        for read in reader(row)
    )


def _within(read: Read, one: Expression) -> bool:
    """Say whether the first day that was read lies in the time that is right: a peer tells a moment, no precision."""
    first, last = bounds(one.edtf)
    return first is not None and first <= read.first and (last is None or read.first <= last)


def speed(reader: Reader, rows: Sequence[Row], rounds: int) -> float:
    """Return characters per second of processor time, the best of several rounds."""
    best = float("inf")
    for _ in range(rounds):
        settled()
        with timed() as taken:
            for row in rows:
                reader(row)
        best = min(best, taken.cpu)
    return sum(len(row.text) for row in rows) / best
