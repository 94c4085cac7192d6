"""From nothing to the first hits: a process that is started, or an index that is opened in one that runs."""

from __future__ import annotations

import compileall
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol

from bench.asking import Asking
from bench.clock import Time, child, median, settled, timed
from bench.engines.explorer_corpus import ExplorerCorpus
from bench.engines.recoll import Recoll
from bench.queries import understood

ROOT = Path(__file__).resolve().parents[1]
WORD = "government"


class Opening(Asking, Protocol):
    """An engine that can be opened."""

    def open(self) -> None:
        """Open the index for asking."""

    def close(self) -> None:
        """Let go of files."""


def commands(
    places: Mapping[str, Path], corpus: ExplorerCorpus, recoll: Recoll | None, word: str = WORD
) -> dict[str, Callable[[], Time]]:
    """Return for each engine how to start a process that prints its first hits."""
    found: dict[str, Callable[[], Time]] = {}
    told = [sys.executable, "-m", "explorer", "--config", str(corpus.configuration)]
    ours = [*told, "search", word, "--in", str(corpus.folder)]
    found["Explorer"] = lambda: child(ours, cwd=ROOT)
    for name, place in places.items():
        command = [sys.executable, "-m", "bench.fresh", name, str(place), word]
        found[name] = lambda command=command: child(command, cwd=ROOT)  # type: ignore[misc]  # bound now, not later
    for name, statement in (("python", "pass"), ("numpy", "import numpy")):
        bare = [sys.executable, "-c", statement]
        found[name] = lambda bare=bare: child(bare, cwd=ROOT)  # type: ignore[misc]  # bound now, not later
    if recoll is not None:
        theirs, environment = recoll.command(word)
        found["Recoll"] = lambda: child(theirs, environment)
    return found


def started(ways: Mapping[str, Callable[[], Time]], rounds: int) -> dict[str, Time]:
    """Return the median times of processes, each started once before to have its files in the system's memory.

    Modules are compiled before, as they are where a program is installed: an environment may forbid Python to do so.
    """
    for package in ("explorer", "bench"):
        compileall.compile_dir(ROOT / package, quiet=1)
    times: dict[str, list[Time]] = {name: [] for name in ways}
    for number in range(rounds + 1):
        for name, way in ways.items():
            taken = way()
            if number:
                times[name].append(taken)
    return {name: median(taken) for name, taken in times.items()}


def opened(make: Mapping[str, Callable[[], Opening]], rounds: int, word: str = WORD) -> dict[str, Time]:
    """Return the median times of opening an index in this process and asking it once."""
    times: dict[str, list[Time]] = {name: [] for name in make}
    asked = understood("own", word)
    for number in range(rounds + 1):
        for name, made in make.items():
            engine = made()
            settled()
            with timed() as taken:
                engine.open()
                question = engine.question(asked)
                if question is not None:
                    question()
            engine.close()
            if number:
                times[name].append(taken)
    return {name: median(taken) for name, taken in times.items()}
