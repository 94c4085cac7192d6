"""`python -m bench`: measures, and prints the table. `python -m bench --help` says what can be chosen."""

from __future__ import annotations

import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from bench import clock, growth, options, page, plot
from bench.corpus import QUESTIONS, Missing, data_directory, needed, stories
from bench.dates import report as dates
from bench.engines import recoll
from bench.measure import Run
from bench.quality.report import measured
from bench.table import with_goals


def main(arguments: list[str] | None = None) -> int:
    """Measure what the command line asks for; returns 0, or 2 where something that is needed is not there."""
    chosen = options.read(arguments)
    try:
        data = _data(chosen)
        if chosen.work:
            chosen.work.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="explorer-bench-", dir=chosen.work) as work:
            said = _measured(chosen, data, Path(work))
        if chosen.into:
            page.put(chosen.into, "growth" if chosen.growth else "table", said)
    except Missing as error:
        print(error, file=sys.stderr)
        return 2
    print(said)
    if chosen.report:
        chosen.report.write_text(said, "utf-8")
    return 0


def _data(chosen: options.Options) -> Path | None:
    """Return the folder of data; a folder of one's own can be measured on without; raises Missing."""
    try:
        return data_directory(chosen.data)
    except Missing as error:
        if not chosen.folder or chosen.data:
            raise
        print(f"{error}; the questions with judged documents are left out", file=sys.stderr)
        return None


def _measured(chosen: options.Options, data: Path | None, work: Path) -> str:
    """Return what is printed."""
    began = time.perf_counter()
    tell = _teller(began)
    parts = [_facts()]
    if chosen.growth:
        points = growth.measured(chosen.docs, needed(data), work, tell)
        parts.append(growth.table(points))
        if chosen.plot:
            chosen.plot.write_text(plot.svg(points), "utf-8")
    else:
        rows = Run(chosen, data, work, tell).all()
        if chosen.quality and data is not None:
            tell("asking questions with judged documents …")
            rows += measured(data / QUESTIONS, work / "quality")
        if chosen.dates:
            tell("reading dates …")
            rows += dates.measured([] if data is None else stories(data, dates.STORIES))
        parts.append(with_goals(rows))
    parts.append(f"Measured in {time.perf_counter() - began:.0f} s; load at the end {clock.load()}.")
    return "\n\n".join(parts) + "\n"


def _facts() -> str:
    names = ("Whoosh", "tantivy", "numpy", "PyStemmer")
    versions = [f"{name} {clock.version_of(name)}" for name in names] + [f"SQLite {sqlite3.sqlite_version}"]
    if recoll.installed():
        versions.append(recoll.version())
    return f"{clock.machine()}.\n{', '.join(versions)}."


def _teller(began: float) -> Callable[[str], None]:
    def tell(line: str) -> None:
        print(f"{time.perf_counter() - began:6.1f} s  {line}", file=sys.stderr, flush=True)

    return tell


if __name__ == "__main__":
    sys.exit(main())
