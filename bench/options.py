"""What a run is asked to do, from the command line."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import VARIABLE

LARGE = 300_000
"""From so many documents on, what grows is shown instead of the table."""


@dataclass(frozen=True, slots=True)
class Options:
    """How much is measured, on what, and where the indexes are made."""

    docs: int
    compared: int
    rounds: int
    stock_rounds: int
    recoll: bool
    growth: bool
    quality: bool
    dates: bool
    data: Path | None
    folder: Path | None
    queries: Path | None
    work: Path | None
    plot: Path | None
    report: Path | None
    into: Path | None


def read(arguments: list[str] | None = None) -> Options:
    """Read the command line; ends the process where it cannot be meant."""
    parser = argparse.ArgumentParser(prog="python -m bench", description="Explorer beside its peers.")
    parser.add_argument("--docs", type=_count, metavar="N", help="documents to search in; default 100,000")
    parser.add_argument("--quick", action="store_true", help="a minute: 5,000 documents, fewer rounds, no Recoll")
    parser.add_argument("--full", action="store_true", help="building compared at the full size too, round after round")
    parser.add_argument("--rounds", type=_count, metavar="N", help="rounds of everything; default 5")
    parser.add_argument("--growth", action="store_true", help=f"1,000 to --docs, as from {LARGE:,} documents on anyway")
    parser.add_argument("--no-quality", dest="quality", action="store_false", help="leave the questions out")
    parser.add_argument("--no-dates", dest="dates", action="store_false", help="leave the dates out")
    parser.add_argument("--no-recoll", dest="recoll", action="store_false", help="leave Recoll out")
    parser.add_argument("--data", type=Path, metavar="DIR", help=f"news/ and ir/; default ${VARIABLE}")
    parser.add_argument("--folder", type=Path, metavar="DIR", help="measure on the texts of a folder of one's own")
    parser.add_argument("--queries", type=Path, metavar="FILE", help="ask these instead: a query a line")
    parser.add_argument("--work", type=Path, metavar="DIR", help="make indexes here; default a temporary folder")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="write what grows as a picture (SVG)")
    parser.add_argument("--report", type=Path, metavar="FILE", help="write what is printed into a file as well")
    parser.add_argument("--into", type=Path, metavar="PAGE", help="put it into a page, such as docs/benchmarks.md")
    told = parser.parse_args(arguments)
    docs = told.docs or (5_000 if told.quick else 100_000)
    compared = min(docs, 2_000 if told.quick else 10_000)
    return Options(
        docs=docs,
        compared=docs if told.full else compared,
        rounds=told.rounds or (3 if told.quick else 5),
        stock_rounds=1 if told.quick or told.full else 2,
        recoll=told.recoll and not told.quick,
        growth=told.growth or docs >= LARGE,
        quality=told.quality,
        dates=told.dates,
        data=told.data,
        folder=told.folder,
        queries=told.queries,
        work=told.work,
        plot=told.plot,
        report=told.report,
        into=told.into,
    )


def _count(text: str) -> int:
    number = int(text.replace(",", "").replace("_", ""))
    if number < 1:
        raise argparse.ArgumentTypeError("must be at least 1")
    return number
