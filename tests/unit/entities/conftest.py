"""Checks annotations against a gold file: what a reader finds in a document."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

import pytest
import yaml

from explorer.config import DEFAULT
from explorer.documents import read_document
from explorer.entities import RuleTagger, annotate
from explorer.model.document import FileStamp, FoundFile, ReadDocument
from explorer.model.entity import Annotations, EntityType
from explorer.model.span import Span
from explorer.text import sentences

ROOT = Path(__file__).parents[3]
GOLD = ROOT / "tests" / "gold"


@dataclass
class Verdict:
    """How annotations differ from a gold file, as lines that a person can read."""

    missed: list[str] = field(default_factory=list)
    wrong_type: list[str] = field(default_factory=list)
    apart: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    dates: list[str] = field(default_factory=list)
    quotations: list[str] = field(default_factory=list)
    roles: list[str] = field(default_factory=list)


def read(path: Path) -> ReadDocument:
    stat = path.stat()
    found = FoundFile(path.name, str(path), FileStamp(stat.st_size, stat.st_mtime_ns))
    return read_document(found, DEFAULT.documents)


def judge(document: ReadDocument, found: Annotations, gold: dict) -> Verdict:
    """Compare; offsets of the gold are those of the original file."""
    verdict = Verdict()
    here = {}
    for mention in found.mentions:
        span = document.offsets.span_to_original(mention.span)
        here[span.start, span.end] = mention
    local_of = _entities(verdict, here, gold)
    _false(verdict, document, found, gold)
    _dates(verdict, here, gold)
    names = {local: name for name, local in local_of.items()}
    _quotations(verdict, document, found, gold, names)
    roles = {(names.get(role.subject_local), role.text, names.get(role.object_local)) for role in found.relations}
    wanted = {(role["person"], role["role"], role["organisation"]) for role in gold["roles"]}
    verdict.roles = [str(role) for role in sorted(wanted - roles)]
    return verdict


def _entities(verdict: Verdict, here: dict, gold: dict) -> dict[str, int]:
    local_of = {}
    for entity in gold["entities"]:
        optional = "optional" in entity.get("note", "")
        locals_ = set()
        for start, end, text in entity["mentions"]:
            mention = here.get((start, end))
            if mention is None or mention.local < 0:
                if not optional:
                    verdict.missed.append(f"{entity['name']}: {text} at {start}")
                continue
            if mention.type != entity["type"] and not optional:
                verdict.wrong_type.append(f"{text} at {start}: {mention.type}")
            locals_.add(mention.local)
        if len(locals_) > 1 and not optional:
            verdict.apart.append(entity["name"])
        if locals_:
            local_of[entity["name"]] = min(locals_)
    for (one, left), (other, right) in combinations(sorted(local_of.items()), 2):
        if left == right and not _optional(gold, one, other):
            verdict.apart.append(f"{one} is taken for {other}")
    return local_of


def _optional(gold: dict, *names: str) -> bool:
    return any("optional" in entity.get("note", "") for entity in gold["entities"] if entity["name"] in names)


def _false(verdict: Verdict, document: ReadDocument, found: Annotations, gold: dict) -> None:
    wanted = {(start, end) for entity in gold["entities"] for start, end, _ in entity["mentions"]}
    wrong: dict[int, str] = {}
    right = set()
    for mention in found.mentions:
        if mention.local < 0 or mention.type is EntityType.DATE:
            continue
        span = document.offsets.span_to_original(mention.span)
        if (span.start, span.end) in wanted:
            right.add(mention.local)
        wrong.setdefault(mention.local, mention.text)
    verdict.false = [text for local, text in wrong.items() if local not in right]


def _dates(verdict: Verdict, here: dict, gold: dict) -> None:
    for date in gold["dates"]:
        mention = here.get(tuple(date["span"]))
        value = mention.date.edtf if mention and mention.date else None
        if value != date["value"] and "optional" not in date.get("note", ""):
            verdict.dates.append(f"{date['text']}: {value} instead of {date['value']}")


def _quotations(
    verdict: Verdict, document: ReadDocument, found: Annotations, gold: dict, names: dict[int, str]
) -> None:
    quotes = {document.offsets.span_to_original(quote.span): quote for quote in found.quotes}
    for quotation in gold["quotations"]:
        start, end = quotation["span"]  # without the marks, which a Quote includes
        quote = quotes.get(Span(start - 1, end + 1))
        if quote is None:
            verdict.quotations.append(f"{quotation['begins']}: not found")
        elif names.get(quote.speaker_local) != quotation["speaker"]:
            verdict.quotations.append(f"{quotation['begins']}: by {names.get(quote.speaker_local)}")


@pytest.fixture(scope="session")
def check_gold() -> Callable[[str, Path], Verdict]:
    """Return a function that annotates a document and compares it with a gold file of tests/gold."""

    def check(gold_name: str, document_path: Path) -> Verdict:
        gold = yaml.safe_load((GOLD / gold_name).read_text(encoding="utf-8"))
        document = read(document_path)
        return judge(document, annotate(document, sentences(document.text), RuleTagger(), 0.5), gold)

    return check


@pytest.fixture(scope="session")
def annotated() -> Callable[[str], tuple[ReadDocument, Annotations]]:
    """Return a function that annotates a text as a document without metadata."""
    from explorer.model.document import Fact, Metadata, Origin
    from explorer.model.span import OffsetMap

    def annotated(text: str, minimum: float = 0.5) -> tuple[ReadDocument, Annotations]:
        metadata = Metadata(Fact("A title", Origin.FILE_NAME), Fact("2020-05-15", Origin.HEADER))
        document = ReadDocument("a.txt", "txt", FileStamp(0, 0), "", "utf-8", text, OffsetMap(), metadata)
        return document, annotate(document, sentences(text), RuleTagger(), minimum)

    return annotated
