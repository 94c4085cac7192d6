"""`python -m explorer` and the command `explorer`."""

from __future__ import annotations

import gc
import os
import sys

COLLECT = (50_000, 5, 2)
"""How many objects are made before those that refer to each other in circles are looked for, and among which: Python's
own 700 have a start, which makes a hundred thousand that all stay, search through them again and again."""


def main() -> None:
    """Run the command line and exit with its code."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy would start threads that nobody needs, and wait for them
    gc.set_threshold(*COLLECT)
    try:
        from explorer.cli import run

        code = run(sys.argv[1:])
    except KeyboardInterrupt:
        code = 130
    gc.freeze()  # what is left goes with the process: to look for circles in it takes longer than most answers
    sys.exit(code)


if __name__ == "__main__":
    main()
