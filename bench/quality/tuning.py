"""A harness to tune with, in one process and in seconds; it sees the tuning half of the questions and nothing else.

    from bench.quality.tuning import Tuning

    with Tuning() as tuning:
        print(tuning.score(lambda text: [...names of documents, best first...]))
        print(tuning.explorer())

`python -m bench.quality.tuning` prints what Explorer's index reaches now.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Self

from bench.corpus import QUESTIONS, Missing, data_directory
from bench.engines.explorer_index import Explorer
from bench.quality.questions import TUNING, load
from bench.quality.scores import DEPTH, Scores, scores
from explorer.index import open_reader
from explorer.model.query import Page
from explorer.query import parse


class Tuning:
    """The documents, the questions that may be tuned on, and an index of Explorer's in a temporary directory."""

    def __init__(self, data: Path | None = None) -> None:
        """Make the index; raises Missing."""
        collection = load(data_directory(data) / QUESTIONS)
        self.texts = collection.texts
        self.questions = collection.half(TUNING)
        self.names = {one.number: one.name for one in self.texts}
        self._work = tempfile.TemporaryDirectory(prefix="explorer-tuning-")
        self.directory = Path(self._work.name) / "index"
        self.rebuild()

    def rebuild(self) -> None:
        """Make the index anew in another directory, after what is indexed has changed."""
        self.directory = self.directory.with_name(f"index-{time.monotonic_ns()}")
        engine = Explorer(self.directory)
        engine.begin()
        engine.put(engine.ready(self.texts))
        engine.commit()

    def score(self, rank: Callable[[str], Sequence[str]]) -> Scores:
        """Return what a function reaches that is given a question and returns names of documents, best first."""
        return scores(self.questions, {question.name: rank(question.text) for question in self.questions})

    def explorer(self) -> Scores:
        """Return what Explorer's index reaches, asked as the command line asks it, without passages."""
        reader = open_reader(self.directory)

        def rank(text: str) -> list[str]:
            found = reader.search(parse(text, date.today()).query, Page(0, DEPTH))
            return [self.names[match.document] for match in found.matches]

        try:
            return self.score(rank)
        finally:
            reader.close()

    def close(self) -> None:
        """Take the directory away."""
        self._work.cleanup()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def main() -> int:
    """Print what is reached on the tuning half."""
    began = time.perf_counter()
    try:
        with Tuning() as tuning:
            reached = tuning.explorer()
            print(
                f"{len(tuning.questions)} questions to tune on: nDCG@10 {reached.ndcg:.4f}, MAP {reached.precision:.4f}"
            )
    except Missing as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{time.perf_counter() - began:.1f} s", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
