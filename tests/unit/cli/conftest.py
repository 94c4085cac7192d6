"""A library of two documents that answers at once, and a command line that is run in this process."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from explorer.cli import run
from explorer.config import Config
from explorer.errors import NotFound
from explorer.library import Library
from explorer.model.document import Document, Failure, Origin
from explorer.model.entity import Entity, EntityCount, EntityType, RelationKind
from explorer.model.link import Companion, Event, Link, Pointer, Sentence, Shared
from explorer.model.progress import Check, Overview, Progress, Report
from explorer.model.query import EntitySort, Everything, Mistake, Page, Parsed, Sort, Suggestion, Word
from explorer.model.results import (
    EntityCard,
    Explained,
    Facets,
    Hit,
    Hits,
    Joined,
    MaybeOne,
    Part,
    Passage,
    QuoteOf,
    Reading,
    RelationOf,
)
from explorer.model.span import Span

TEXT = "Ada Lovelace met\nCharles Babbage in London.\n\nShe wrote on the \x1b[31mengine."


def document(number: int, title: str, path: str) -> Document:
    return Document(
        id=number,
        path=path,
        kind="txt",
        title=title,
        title_origin=Origin.FIRST_SENTENCE,
        date="1843-08" if number == 1 else None,
        date_origin=Origin.HEADER if number == 1 else None,
        source="Taylor" if number == 1 else None,
        source_origin=Origin.DATELINE if number == 1 else None,
        author=None,
        author_origin=None,
        encoding="utf-8",
        length=len(TEXT),
        digest="00",
        tags=("engines",) if number == 1 else (),
    )


ADA = document(1, "Ada meets Charles", "notes/ada.txt")
TWO = document(2, "A second \x1b]0;title\x07", "two.txt")
LOVELACE = Entity(7, EntityType.PERSON, "Ada Lovelace", ("Ada Lovelace", "Lovelace"), 3, 2)
LONDON = Entity(8, EntityType.PLACE, "London", ("London",), 1, 1)


@dataclass
class FakeLibrary:
    """Answers from what it was given, and keeps what it was asked."""

    folder: Path
    config: Config
    notices: list[str] = field(default_factory=list)
    updated: str | None = "2026-01-01T00:00:00"
    stale: bool = False
    report: Report = field(default_factory=lambda: Report(added=2, seconds=0.5))
    steps: tuple[Progress, ...] = (Progress("read", 1, 2, seconds=0.25, current="notes/ada.txt"),)
    links_found: bool = True
    about: bool = False
    checks: tuple[Check, ...] = (Check("catalogue", True, "2 documents"),)
    failed: tuple[Failure, ...] = ()
    many: int = 0
    whole: int | None = None
    said: tuple[str, ...] = ()
    asked: list[Any] = field(default_factory=list)
    closed: bool = False

    def close(self) -> None:
        self.closed = True

    def build(
        self, progress: Callable[[Progress], None] | None = None, cancelled: Callable[[], bool] | None = None
    ) -> Report:
        for step in self.steps:
            if progress is not None:
                progress(step)
        return replace(self.report, stopped=cancelled is not None and cancelled())

    def is_stale(self) -> bool:
        return self.stale

    def is_built(self) -> bool:
        return self.updated is not None

    def overview(self) -> Overview:
        entities, sources = (("person", 2), ("place", 1)), (("Taylor", 1),)
        return Overview(str(self.folder), 2, 150, 5, entities, (("1843", 1),), sources, self.failed, self.updated)

    def documents(self, page: Page, sort: Sort = Sort.NEWEST) -> tuple[Document, ...]:
        return (ADA, TWO)[page.offset : page.offset + page.limit]

    def search(self, text: str, page: Page, sort: Sort, passages: int) -> Hits:
        self.asked.append((text, page, sort, passages))
        total = self.many or 2
        if "treety" in text:
            return Hits(Parsed(text, Word(text)), (), 0, suggestions=(Suggestion("treaty"),))
        found = [self._hit(place) for place in range(page.offset, min(page.offset + page.limit, total))]
        mistakes = (Mistake(Span(0, 4), "this field is not known", "path:x"),) if text.startswith("pth:") else ()
        parsed = Parsed(text, Everything(), mistakes=mistakes)
        return Hits(parsed, tuple(found), total, page.offset, sort, 0.004, whole=self.whole, notices=self.said)

    def _hit(self, place: int) -> Hit:
        which = TWO if place % 2 else ADA
        passage = Passage(Span(4, 43), TEXT[4:43], (Span(4, 12), Span(17, 24)))
        return Hit(place, which, 2.5 - place / 1000, (passage,), (Span(0, 3),) if which is ADA else (), 2)

    def parse(self, text: str) -> Parsed:
        mistakes = (Mistake(Span(0, 4), "this field is not known", "path:x"),) if text.startswith("pth:") else ()
        return Parsed(text, Everything(), mistakes=mistakes)

    def facets(self, text: str, limit: int) -> Facets:
        self.asked.append((text, limit))
        if "treety" in text:
            return Facets()
        people = (EntityCount(LOVELACE, 3, 2), EntityCount(LONDON, 1, 1))
        return Facets(2, (("txt", 2),), (("Taylor\x1b", 1),), (("1843", 1),), languages=(("en", 2),), entities=people)

    def explain_hit(self, text: str, document_id: int, sort: Sort) -> Explained | None:
        parts = (Part("“ada” near “charles”", "near", 0.5), Part("ada", "words", 2.0, "text", 3, 1, 12))
        return Explained(document_id, 2.5, parts) if document_id == 1 else None

    def find_document(self, name: str) -> Document:
        for each in (ADA, TWO):
            if name in {str(each.id), each.path}:
                return each
        raise NotFound(f"there is no document {name}; the nearest is two.txt")

    def read(self, document_id: int) -> Reading:
        return Reading(ADA, TEXT)

    def location(self, document_id: int) -> Path:
        return self.folder / ADA.path

    def entity_query(self, entity_id: int) -> str:
        return 'person:"Ada Lovelace"' if entity_id == 7 else "place:London"

    def main_entities(self, document_ids: Sequence[int], limit: int = 3) -> dict[int, tuple[EntityCount, ...]]:
        about = (EntityCount(LOVELACE, 2, about=0.5), EntityCount(LONDON, 1, about=0.25)) if self.about else ()
        return {number: about[:limit] if number == ADA.id else () for number in document_ids}

    def entities(
        self,
        kind: EntityType | None,
        like: str,
        page: Page,
        sort: EntitySort = EntitySort.DOCUMENTS,
        label: str = "",
    ) -> tuple[EntityCount, ...]:
        self.asked.append((kind, like, page, sort))
        if self.many:
            return (EntityCount(LONDON, 1),) * min(page.limit, self.many - page.offset)
        every = (EntityCount(LOVELACE, 0), EntityCount(LONDON, 0))
        return tuple(each for each in every if kind in (None, each.entity.type) and like in each.entity.name)

    def find_entity(self, name: str, kind: EntityType | None) -> tuple[EntityCount, ...]:
        found = [each for each in (LOVELACE, LONDON) if name in each.name and kind in (None, each.type)]
        if not found:
            raise NotFound(f"there is no entity {name}")
        return tuple(EntityCount(each, each.mentions) for each in found)

    def card(self, entity_id: int) -> EntityCard:
        who, where = EntityCount(LOVELACE, 3), EntityCount(LONDON, 1)
        said = Sentence(ADA, Span(0, 43), TEXT[:43], (Span(0, 12),))
        lives = RelationOf(RelationKind.LOCATED, who, "lives in", where, "former", "1843", "place", 0.81234, 2, said)
        names = (("Ada Lovelace", 2), ("Lovelace\x1b", 1))
        quotes = (QuoteOf("Yes", who, said, Span(0, 3), 0.9, parts=(Span(0, 3),)),)
        joined = (Joined("Lovelace\x1b", "family name of the one such person in the corpus", 0.9),)
        beside, documents = (Companion(LONDON, 1, 1),), ((ADA, 2), (TWO, 1))
        maybe = self.suggestions(None, Page())
        return EntityCard(who, names, (lives,), beside, quotes, documents, (said,), joined, maybe)

    def suggestions(self, kind: EntityType | None, page: Page) -> tuple[MaybeOne, ...]:
        self.asked.append((kind, page))
        pair = MaybeOne(LOVELACE, LONDON, "mostly a place in the corpus", 0.6)
        return (pair,) if kind in (None, EntityType.PERSON) else ()

    def document_entities(self, document_id: int) -> tuple[EntityCount, ...]:
        return (EntityCount(LOVELACE, 2, about=0.1234), EntityCount(LONDON, 3))

    def links(self, document_id: int, limit: int) -> tuple[Link, ...]:
        self.asked.append(limit)
        shared = tuple(Shared(LOVELACE, 0.75, 2, 1) for _ in range(8))
        pointers = (Pointer("wiki", "two", Span(3, 9), True), Pointer("url", "http://x", Span(1, 2), False))
        event = Event((LOVELACE, LONDON), 1)
        link = Link(TWO, 1.75, shared, pointers, event, ("we \x1b]0;agree",), 0.875, (ADA,), ("both \x1b name her",))
        return (link,) if self.links_found else ()

    def doctor(self) -> tuple[Check, ...]:
        return self.checks

    def failures(self) -> tuple[Failure, ...]:
        return self.failed


@dataclass
class Ran:
    """What a command line printed, and its exit code."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> FakeLibrary:
    """The library that every command opens."""
    fake = FakeLibrary(tmp_path, Config())

    def opening(folder: Path, config: Config) -> FakeLibrary:
        fake.folder, fake.config = folder, config
        return fake

    monkeypatch.setattr(Library, "open", opening)
    return fake


@pytest.fixture
def explorer(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run a command line in a folder and a home of its own."""
    monkeypatch.chdir(tmp_path)
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.delenv("EXPLORER_CONFIG", raising=False)
    monkeypatch.delenv("EXPLORER_DEBUG", raising=False)

    def ran(*arguments: str) -> Ran:
        code = run(arguments)
        captured = capsys.readouterr()
        return Ran(code, captured.out, captured.err)

    return ran
