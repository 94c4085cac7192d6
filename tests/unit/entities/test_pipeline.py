"""How the parts of the stage are put together."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from explorer.entities import annotate
from explorer.model.document import Dateline, Fact, FileStamp, Metadata, Origin, ReadDocument
from explorer.model.entity import DateValue, EntityType, Mention
from explorer.model.span import OffsetMap, Span
from explorer.text import sentences


class Fixed:
    """A tagger that finds what it is told to find, wherever it stands."""

    name = "fixed"

    def __init__(self, *names: tuple[str, EntityType, float]) -> None:
        self.names = names

    def tag(self, text, sentences):
        found = []
        for name, type_, confidence in self.names:
            start = text.index(name)
            span = Span(start, start + len(name))
            found.append(Mention(span, name, type_, confidence, self.name, "told"))
        return sorted(found, key=lambda mention: mention.span)


def document(text: str, **facts) -> ReadDocument:
    metadata = replace(Metadata(Fact("A title", Origin.FILE_NAME)), **facts)
    return ReadDocument("a.txt", "txt", FileStamp(0, 0), "", "utf-8", text, OffsetMap(), metadata)


def run(read: ReadDocument, *names: tuple[str, EntityType, float]):
    return annotate(read, sentences(read.text), Fixed(*names), 0.5)


def test_any_tagger_will_do():
    found = run(
        document("Then Zorblat met Qwerp."), ("Zorblat", EntityType.PERSON, 0.9), ("Qwerp", EntityType.PLACE, 0.4)
    )
    assert [(one.name, one.type) for one in found.entities] == [("Zorblat", EntityType.PERSON)]
    assert [(one.text, one.local, one.found_by) for one in found.mentions] == [
        ("Zorblat", 0, "fixed"),
        ("Qwerp", -1, "fixed"),
    ]


def test_a_name_that_overlaps_a_date_gives_way():
    found = run(document("They met on May 9, 2020."), ("May", EntityType.PERSON, 0.9))
    assert [(one.text, one.type) for one in found.mentions] == [("May 9, 2020", EntityType.DATE)]


@pytest.mark.parametrize("value", [None, "2020", "2020-05"])
def test_without_a_full_date_of_the_document_complete_dates_are_still_found(value):
    facts = {"date": Fact(value, Origin.FILE_NAME)} if value else {}
    found = run(document("They met on 9 May 2018.", **facts))
    assert [one.key for one in found.entities] == ["2018-05-09"]


def test_the_date_of_a_header_is_a_mention_even_in_an_odd_form():
    read = document("20200515 They met.", date=Fact(date(2020, 5, 15).isoformat(), Origin.HEADER, Span(0, 8)))
    found = run(read)
    assert [(one.text, one.date.edtf) for one in found.mentions if one.date] == [("20200515", "2020-05-15")]


def test_a_weekday_is_told_from_the_day_of_the_dateline():
    text = "OSLO, May 15. They met on Wednesday."
    line = Dateline(Span(0, 13), Span(0, 4), Span(6, 12), None)
    found = run(document(text, date=Fact("2024-05-14", Origin.HEADER), dateline=line))
    assert [one.date.edtf for one in found.mentions if one.date] == ["2024-05-15", "2024-05-15"]


def test_place_and_source_of_a_dateline_are_named():
    line = Dateline(Span(0, 26), Span(0, 16), None, Span(18, 24))
    found = run(document("ZORBLAT, Norway. (QWERPY) - They met.", dateline=line))
    assert [(one.text, one.type, one.why) for one in found.mentions] == [
        ("ZORBLAT", EntityType.PLACE, "dateline"),
        ("QWERPY", EntityType.ORGANISATION, "dateline"),
    ]


def test_a_doubtful_date_is_folded_away(monkeypatch):
    value = DateValue("2020", "year", "2020-01-01", "2020-12-31", confidence=0.2)
    doubtful = Mention(Span(0, 4), "They", EntityType.DATE, 0.2, "rules", "guess", date=value)
    monkeypatch.setattr("explorer.entities.pipeline.find_dates", lambda *_, **__: [doubtful])
    found = run(document("They met."))
    assert found.entities == ()
    assert found.mentions[0].local == -1
