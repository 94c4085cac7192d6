"""Reads the lists of dates in sentences that lie beside this file; `held_out.txt` tells the form of a row."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Expression:
    """A date in a text: where it stands, [start, end), and its value as EDTF and modifier."""

    start: int
    end: int
    edtf: str
    modifier: str


@dataclass(frozen=True, slots=True)
class Row:
    """A text with the dates to be found in it, for a document of a day and a language (None, "" for unknown)."""

    reference: date | None
    language: str
    text: str
    expressions: tuple[Expression, ...]


def read(name: str) -> list[Row]:
    """Return the rows of a list; raises ValueError for a row that has not the form."""
    lines = (FOLDER / name).read_text("utf-8").splitlines()
    return [_row(line) for line in lines if line and not line.startswith("#")]


def _row(line: str) -> Row:
    day, language, marked, *rest = (part.strip() for part in line.split(" | "))
    values = [value.strip().partition(" ") for value in rest[0].split(" ; ")] if rest and rest[0] != "-" else []
    text, spans = _unmarked(marked.replace("\\n", "\n"))
    if len(spans) != len(values):
        raise ValueError(f"{len(spans)} brackets but {len(values)} values: {line}")
    found = tuple(Expression(*span, edtf, modifier) for span, (edtf, _, modifier) in zip(spans, values, strict=True))
    return Row(None if day == "-" else date.fromisoformat(day), "" if language == "-" else language, text, found)


def _unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text without its brackets, and what stood in them."""
    text, spans = "", []
    for number, part in enumerate(marked.split("[")):
        inside, closed, behind = part.partition("]")
        if number and not closed:
            raise ValueError(f"a bracket is not closed: {marked}")
        if number:
            spans.append((len(text), len(text) + len(inside)))
        text += inside + behind
    return text, spans
