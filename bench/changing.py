"""From a changed document to its being found, and from a query to counts over all of its hits."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence

from bench.clock import Time, median, settled, timed
from bench.engines.base import Engine
from bench.text import Text


def changed(engines: Mapping[str, Engine], texts: Sequence[Text], rounds: int) -> dict[str, Time]:
    """Return the median time of changing one document until it is found by a new word; raises AssertionError if not."""
    times: dict[str, list[Time]] = {name: [] for name in engines}
    for number in range(rounds):
        one = texts[(number * 7919) % len(texts)]
        word = f"changed{number}x"
        new = dataclasses.replace(one, text=f"{one.text}\n\n{word}")
        for name, engine in engines.items():
            settled()
            with timed() as taken:
                found = engine.change(new, word)
            if found != 1:
                raise AssertionError(f"{name} finds {found} documents with the word that one was given")
            times[name].append(taken)
    return {name: median(taken) for name, taken in times.items()}


def counted(count: Callable[[], int], rounds: int) -> Time:
    """Return the median time of counting, the first round left out, which reads the columns."""
    count()
    times = []
    for _ in range(rounds):
        settled()
        with timed() as taken:
            count()
        times.append(taken)
    return median(times)
