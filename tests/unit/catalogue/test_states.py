"""Documents found by what only the catalogue knows of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from explorer.catalogue import Catalogue, entities, keeping, open_catalogue, states, writing
from explorer.catalogue.rows import pack
from explorer.model.document import Fact, FileStamp, Metadata, Origin, ReadDocument
from explorer.model.entity import Annotations, DateValue, EntityType, LocalEntity, Mention, Quote, QuoteKind
from explorer.model.span import OffsetMap, Span

SURE = 0.5


def document(path: str, *dates: DateValue, tags: tuple[str, ...] = (), quote: str = "") -> object:
    """A document that speaks of dates, and in which somebody may say something."""
    text = 'Ada Lovelace said "yes".'
    read = ReadDocument(
        path, "txt", FileStamp(1, 1), path, "utf-8", text, OffsetMap(),
        Metadata(Fact(path, Origin.HEADING), tags=tags),
    )  # fmt: skip
    mentions = [Mention(Span(0, 12), "Ada Lovelace", EntityType.PERSON, 0.9, "rules", "a name", 0, 0)]
    mentions += [Mention(Span(0, 3), each.edtf, EntityType.DATE, 0.9, "rules", "a date", 0, -1, each) for each in dates]
    said = (
        (Quote(Span(18, 23), Span(0, 12), "said", QuoteKind.DIRECT, 0.9, 0 if quote == "ada" else -1),) if quote else ()
    )
    ada = LocalEntity(0, EntityType.PERSON, "ada lovelace", "Ada Lovelace", ("Ada Lovelace", "Ada"))
    found = Annotations((Span(0, len(text)),), tuple(mentions), (ada,), said)
    return pack(read, found, "r", "a")


def date(edtf: str, begin: str, end: str, confidence: float = 1.0) -> DateValue:
    return DateValue(edtf, "day", begin, end, confidence=confidence)


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    with closing(open_catalogue(tmp_path / "catalogue.sqlite")) as opened:
        with opened.writing() as connection:
            day = date("2017-11-08", "2017-11-08", "2017-11-08")
            year = date("2017", "2017-01-01", "2017-12-31")
            guess = date("2017-11-09", "2017-11-09", "2017-11-09", confidence=0.2)
            rows = [
                document("1", day, year, quote="ada"),
                document("2", year, tags=("moon",), quote="somebody"),
                document("3", guess, date("XXXX-06", "", "")),
            ]
            writing.store(connection, rows, {})
            keeping.set_mark(connection, 1, "starred", True)
            keeping.set_mark(connection, 2, "read", True)
            keeping.add_note(connection, 3, "look again", None)
            keeping.add_note(connection, 3, "and again", None)
        yield opened


def test_marks_find_their_documents(catalogue: Catalogue) -> None:
    with catalogue.reading() as connection:
        assert states.marked(connection, "starred") == {1}
        assert states.marked(connection, "read") == {2}
        assert states.every(connection) == {1, 2, 3}


def test_documents_are_found_by_what_they_hold(catalogue: Catalogue) -> None:
    with catalogue.reading() as connection:
        held = {what: states.holding(connection, what, SURE) for what in states.HOLDING}
        assert held.pop("quotes") == {1, 2}
        assert held.pop("dates") == {1, 2, 3}
        assert held.pop("notes") == {3}
        assert held.pop("tags") == {2}
        assert set(held.values()) == {frozenset()}
        assert states.holding(connection, "nonsense", SURE) == frozenset()


@pytest.mark.parametrize(
    ("begin", "end", "found"),
    [
        ("2017-11-01", "2017-11-30", {1}),  # not the year, nor the guess
        ("2017-01-01", "2017-12-31", {1, 2}),
        ("2017-01-01", "2017-06-30", set()),  # the year begins in it and ends beyond
        ("2017-06-01", None, {1}),
        (None, "2017-12-31", {1, 2}),
        ("2018-01-01", None, set()),
    ],
)
def test_documents_are_found_by_the_dates_that_they_speak_of(catalogue, begin, end, found) -> None:
    with catalogue.reading() as connection:
        assert states.speaking_of(connection, begin, end, SURE) == found


def test_documents_are_found_by_whom_they_quote(catalogue: Catalogue) -> None:
    with catalogue.reading() as connection:
        assert states.quoting(connection, entities.lookup(connection, None, "lovelace", False)) == {1}
        assert states.quoting(connection, ()) == frozenset()
