"""`python -m bench.dates`: the figures about dates alone; `--into PAGE` puts them into a page."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench import clock, page
from bench.corpus import Missing, data_directory, stories
from bench.dates.report import STORIES, measured
from bench.table import with_goals
from bench.text import Text


def main(arguments: list[str] | None = None) -> int:
    """Measure and print; returns 0, or 2 where a page has no place for it."""
    parser = argparse.ArgumentParser(prog="python -m bench.dates", description="Dates beside peers.")
    parser.add_argument("--data", type=Path, metavar="DIR", help="news/ to read for the speed; else the lists are read")
    parser.add_argument("--into", type=Path, metavar="PAGE", help="put it into a page, such as docs/benchmarks.md")
    told = parser.parse_args(arguments)
    said = f"{clock.machine()}.\n\n{with_goals(measured(_texts(told.data)))}\n"
    try:
        if told.into:
            page.put(told.into, "dates", said)
    except Missing as error:
        print(error, file=sys.stderr)
        return 2
    print(said)
    return 0


def _texts(data: Path | None) -> list[Text]:
    try:
        return list(stories(data_directory(data), STORIES))
    except Missing as error:
        print(f"{error}; the speed is that of reading the lists", file=sys.stderr)
        return []


if __name__ == "__main__":
    sys.exit(main())
