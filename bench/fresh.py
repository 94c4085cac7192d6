"""Opens an index in a process of its own and counts the first hits: `python -m bench.fresh ENGINE DIRECTORY WORD`.

Only the engine that is asked is imported, as a program that uses it would.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from bench.queries import understood

ENGINES = {
    "fts5": ("bench.engines.fts5", "Fts5"),
    "tantivy": ("bench.engines.tantivy_engine", "Tantivy"),
    "explorer": ("bench.engines.explorer_index", "Explorer"),
}


def main() -> None:
    """Open, ask once, say how many rows there are."""
    engine, directory, typed = sys.argv[1:]
    module, kind = ENGINES[engine]
    opened = getattr(importlib.import_module(module), kind)(Path(directory))
    opened.open()
    question = opened.question(understood("own", typed))
    print(question() if question else 0)


if __name__ == "__main__":
    main()
