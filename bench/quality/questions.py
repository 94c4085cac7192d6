"""A collection of documents, questions and judgements; and which of the questions may be tuned on."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from bench.corpus import Missing
from bench.text import Text

BEST = 5
"""A judgement is a code from 1, the best, to 4: a document's gain is 5 less the code. -1 is left out."""

TUNING, TEST = "tuning", "test"


@dataclass(frozen=True, slots=True)
class Question:
    """A question: `half` says whether it may be tuned on; `gains` of the documents that answer it, by their names."""

    name: str
    text: str
    half: str
    gains: dict[str, int]


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents and the questions about them that have an answer."""

    texts: tuple[Text, ...]
    questions: tuple[Question, ...]

    def half(self, name: str) -> tuple[Question, ...]:
        """Return the questions of one half."""
        return tuple(question for question in self.questions if question.half == name)


def half_of(name: str) -> str:
    """Return the half that a question belongs to, by its name alone and for ever."""
    return TEST if hashlib.sha256(f"cranfield {name}".encode()).digest()[0] & 1 else TUNING


def load(directory: Path) -> Collection:
    """Read docs.jsonl, queries.jsonl and qrels.tsv (question, document, code); raises Missing."""
    for name in ("docs.jsonl", "queries.jsonl", "qrels.tsv"):
        if not (directory / name).is_file():
            raise Missing(f"there is no {directory / name}: name other data with --data DIR")
    texts = tuple(
        Text(number, str(found["id"]), " ".join(str(found["title"]).split()), str(found["text"]), "1965-01-01")
        for number, found in enumerate(_objects(directory / "docs.jsonl"), 1)
    )
    gains: dict[str, dict[str, int]] = {}
    for line in (directory / "qrels.tsv").read_text("utf-8").splitlines():
        question, document, code = line.split("\t")
        if int(code) > 0:
            gains.setdefault(question, {})[document] = BEST - int(code)
    questions = tuple(
        Question(name, " ".join(str(found["text"]).split()), half_of(name), gains[name])
        for found in _objects(directory / "queries.jsonl")
        if (name := str(found["id"])) in gains
    )
    return Collection(texts, questions)


def _objects(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
