"""One engine at one size in a process of its own: `python -m bench.growing build|ask ENGINE SIZE PLACE [DATA]`.

Prints what it measured as a line of JSON. A process each, so that the memory of one is not taken for another's.
"""

from __future__ import annotations

import json
import resource
import statistics
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from bench import asking, queries
from bench.building import PART, build
from bench.clock import Time, percentile, timed
from bench.corpus import chunks, documents, stories
from bench.engines.base import Engine, size_of
from bench.engines.explorer_corpus import ExplorerCorpus
from bench.engines.explorer_index import Explorer
from bench.engines.fts5 import Fts5
from bench.engines.stock import Stock
from bench.engines.tantivy_engine import Tantivy
from bench.text import Text

KINDS: dict[str, type[Engine]] = {"explorer": Explorer, "fts5": Fts5, "tantivy": Tantivy, "stock": Stock}
ROUNDS = 3


def main() -> None:
    """Do one step and print its figures."""
    step, name, size, place, *rest = sys.argv[1:]
    built = step == "build"
    print(json.dumps(_build(name, int(size), Path(place), Path(rest[0])) if built else _ask(name, Path(place))))


def _parts(size: int, data: Path) -> Iterator[list[Text]]:
    return chunks(documents(stories(data, size), size), PART)


def _build(name: str, size: int, place: Path, data: Path) -> dict[str, float]:
    """Build, from documents made part by part outside the clock; the memory is what is needed beyond those."""
    before = _memory()
    if size > PART:  # the documents of two parts are made before it is looked at what memory there is
        for part, _ in zip(_parts(size, data), range(2), strict=False):
            before = max(before, _memory() if part else 0)
    taken = build(KINDS[name](place / "index"), _parts(size, data))
    figures = {
        "build_cpu": taken.cpu,
        "build_wall": taken.wall,
        "build_memory": max(0.0, _memory() - before),
        "size": size_of(place / "index"),
    }
    if name == "explorer":
        corpus = ExplorerCorpus(place / "corpus")
        with timed() as filled:
            corpus.fill(_parts(size, data))
        with timed() as followed:
            corpus.follow()
        figures |= {"fill_wall": filled.wall, "follow_wall": followed.wall, "follow_cpu": followed.cpu}
    return figures


def _ask(name: str, place: Path) -> dict[str, float]:
    """Open, ask once, then ask everything."""
    asked = queries.load(queries.SET)
    engine: ExplorerCorpus | Engine
    engine = ExplorerCorpus(place / "corpus") if name == "explorer" else KINDS[name](place / "index")
    before = _memory()
    with timed() as opened:
        engine.open()
        question = engine.question(asked[0])
        assert question is not None
        question()
    answers = asking.ask({name: engine}, asked, ROUNDS)[name]
    figures = {"open_cpu": opened.cpu, "open_wall": opened.wall, "ask_memory": max(0.0, _memory() - before)}
    figures |= _percentiles("ask", list(answers.times.values()))
    engine.close()
    if name == "explorer":
        alone = Explorer(ExplorerCorpus(place / "corpus").index)
        alone.open()
        figures |= _percentiles("alone", list(asking.ask({name: alone}, asked, ROUNDS)[name].times.values()))
    return figures


def _percentiles(what: str, times: Sequence[Sequence[Time]]) -> dict[str, float]:
    """Return percentiles of the median processor times of queries, in milliseconds."""
    typical = [statistics.median(one.cpu for one in taken) * 1000 for taken in times]
    shares = {"p50": 0.5, "p95": 0.95, "worst": 1.0}
    return {f"{what}_{label}": percentile(typical, share) for label, share in shares.items()}


def _memory() -> float:
    """Return the most memory that this process has had, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


if __name__ == "__main__":
    main()
