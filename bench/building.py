"""How fast an index is made, and how large it is: every engine in turn, round after round, from the same documents."""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from bench.clock import Time, settled, timed
from bench.engines.base import Engine, size_of
from bench.text import Text

PART = 10_000
"""Documents that are made ready at once."""

Tell = Callable[[str], None]


def build(engine: Engine, parts: Iterable[Sequence[Text]]) -> Time:
    """Return the time of making an index, without that of making the documents ready; the engine is let go of.

    What its threads do meanwhile counts for the processor's time: all of the process's but this thread's making ready.
    """
    total = Time()
    began, apart = time.process_time(), 0.0
    with timed() as taken:
        engine.begin()
    total += taken
    parts = iter(parts)
    while True:
        before = time.thread_time()
        part = next(parts, None)
        if part is None:
            break
        ready = engine.ready(part)
        settled()
        apart += time.thread_time() - before
        with timed() as taken:
            engine.put(ready)
        total += taken
    with timed() as taken:
        engine.commit()
    total += taken
    total.cpu = time.process_time() - began - apart
    engine.close()
    return total


def rounds_of_building(
    kinds: Sequence[type[Engine]],
    texts: Sequence[Text],
    work: Path,
    rounds: int,
    seldom: dict[str, int],
    tell: Tell,
) -> tuple[dict[str, list[Time]], dict[str, int]]:
    """Return the times of each engine, round by round, and the bytes of the last index of each.

    `seldom` says of slow engines in how many of the rounds they take part.
    """
    times: dict[str, list[Time]] = {kind.name: [] for kind in kinds}
    sizes: dict[str, int] = {}
    for number in range(rounds):
        for kind in (*kinds[number % len(kinds) :], *kinds[: number % len(kinds)]):
            if number >= seldom.get(kind.name, rounds):
                continue
            place = work / f"build-{kinds.index(kind)}"
            shutil.rmtree(place, ignore_errors=True)
            times[kind.name].append(build(kind(place), [texts]))
            sizes[kind.name] = size_of(place)
            tell(f"{kind.name}: {len(texts):,} documents in {times[kind.name][-1].wall:.1f} s")
    return times, sizes
