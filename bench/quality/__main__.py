"""`python -m bench.quality`: the table of quality, both halves of the questions apart."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from bench.corpus import QUESTIONS, Missing, data_directory
from bench.quality.report import measured
from bench.table import markdown


def main(arguments: list[str] | None = None) -> int:
    """Print the table; returns 0, or 2 where something that is needed is not there."""
    parser = argparse.ArgumentParser(prog="python -m bench.quality", description=__doc__)
    parser.add_argument("--data", type=Path, metavar="DIR", help="where ir/cranfield lies; default $EXPLORER_DATA")
    parser.add_argument("--collection", type=Path, metavar="DIR", help="docs.jsonl, queries.jsonl, qrels.tsv instead")
    told = parser.parse_args(arguments)
    try:
        place = told.collection or data_directory(told.data) / QUESTIONS
        with tempfile.TemporaryDirectory(prefix="explorer-quality-") as work:
            print(markdown(measured(place, Path(work))))
    except Missing as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
