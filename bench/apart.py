"""Asking in a process of its own: it has opened the indexes and done nothing before, as the process of a user."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Protocol

from bench.asking import Answers, Asking, ask
from bench.queries import Asked


class Opened(Asking, Protocol):
    """An engine on a directory."""

    name: str

    def open(self) -> None:
        """Open the index for asking."""

    def close(self) -> None:
        """Let go of files."""


Kind = Callable[[Path], Opened]


def ask_apart(places: Mapping[Kind, Path], queries: Sequence[Asked], rounds: int) -> dict[str, Answers]:
    """Ask the engines of these kinds, each on its directory, as `ask` does, but in a process that is started for it."""
    with ProcessPoolExecutor(1, get_context("spawn")) as one:
        return one.submit(partial(_asked, places, queries, rounds)).result()


def _asked(places: Mapping[Kind, Path], queries: Sequence[Asked], rounds: int) -> dict[str, Answers]:
    engines = [kind(place) for kind, place in places.items()]
    for engine in engines:
        engine.open()
    try:
        return ask({engine.name: engine for engine in engines}, queries, rounds)
    finally:
        for engine in engines:
            engine.close()
