"""`explorer annotate`: what is found in files, at the offsets of the decoded file."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from explorer.errors import DocumentError
from explorer.library import Library
from explorer.model.document import Fact, FileStamp, Metadata, Origin, ReadDocument
from explorer.model.entity import (
    Annotations,
    DateValue,
    EntityType,
    LocalEntity,
    Mention,
    Quote,
    QuoteKind,
    Relation,
    RelationKind,
)
from explorer.model.span import OffsetMap, Span

FILE_TEXT = "\ufeffAda & Bob, Fellow,\r\nsaid in May: “Yes.” He"
KEPT = "Ada & Bob, Fellow,\nsaid in May: “Yes.” He"
ANNOTATED = Annotations(
    sentences=(Span(0, 39),),
    mentions=(
        Mention(Span(0, 3), "Ada", EntityType.PERSON, 0.91234, "rules", "a first name", 0, 0),
        Mention(
            Span(27, 30),
            "May",
            EntityType.DATE,
            0.8,
            "rules",
            "a month",
            1,
            1,
            DateValue("1843-05", "month", "1843-05-01", "1843-05-31", "", "document date", 0.8),
        ),
        Mention(Span(39, 41), "He", EntityType.PERSON, 0.2, "rules", "doubtful", 1, -1),
    ),
    entities=(
        LocalEntity(0, EntityType.PERSON, "ada", "Ada King", ("Ada",)),
        LocalEntity(1, EntityType.DATE, "1843-05", "May", ("May",)),
    ),
    quotes=(
        Quote(Span(32, 38), None, "said", QuoteKind.DIRECT, 0.9, 0),
        Quote(Span(32, 38), None, "said", QuoteKind.DIRECT, 0.4),
    ),
    relations=(
        Relation(RelationKind.ROLE, 0, "Fellow", -1, Span(11, 17), 0, "before the name", 0.876, "former"),
        Relation(RelationKind.FAMILY, 0, "heir", 1, Span(11, 17), 0, "of", 0.8, "", "1843"),
    ),
)


@pytest.fixture
def annotated(monkeypatch: pytest.MonkeyPatch) -> None:
    document = ReadDocument(
        "a.txt",
        "txt",
        FileStamp(1, 1),
        "00",
        "utf-8",
        KEPT,
        OffsetMap((0, 18), (1, 20)),
        Metadata(Fact("Ada", Origin.HEADING)),
    )

    def annotate(path: Path, config: object) -> tuple[ReadDocument, Annotations]:
        if path.name == "bad.txt":
            raise DocumentError(str(path), "binary", "is not text")
        if path.name == "lossy.txt":
            return replace(document, warnings=("3 bytes are not UTF-8",)), ANNOTATED
        return document, ANNOTATED

    monkeypatch.setattr(Library, "annotate", staticmethod(annotate))


def test_annotations_point_into_the_decoded_file(explorer, annotated) -> None:
    ran = explorer("annotate", "a.txt", "--json")
    first, second = ran.objects
    assert first == {
        "kind": "mention",
        "file": "a.txt",
        "start": 1,
        "end": 4,
        "text": "Ada",
        "type": "person",
        "label": None,
        "entity": "Ada King",
        "value": None,
        "confidence": 0.912,
        "found_by": "rules",
        "why": "a first name",
    }
    assert FILE_TEXT[second["start"] : second["end"]] == second["text"] == "May"
    assert (second["value"], second["precision"], second["anchor"]) == ("1843-05", "month", "document date")
    assert (second["begin_day"], second["end_day"]) == ("1843-05-01", "1843-05-31")


def test_quotations_roles_and_doubtful_mentions_come_when_asked(explorer, annotated) -> None:
    rows = explorer("annotate", "a.txt", "--json", "--quotes", "--roles", "--all").objects
    assert [row["kind"] for row in rows] == ["mention"] * 3 + ["quote"] * 2 + ["role"]
    assert rows[2]["entity"] is None
    assert (rows[3]["speaker"], rows[4]["speaker"]) == ("Ada King", None)
    assert FILE_TEXT[rows[3]["start"] : rows[3]["end"]] == "“Yes.”"
    assert (rows[5]["person"], rows[5]["role"], rows[5]["organisation"]) == ("Ada King", "Fellow", None)


def test_relations_come_with_their_sentence_when_asked(explorer, annotated) -> None:
    role, heir = explorer("annotate", "a.txt", "--json", "--relations").objects[2:]
    assert (role["kind"], role["relation"], role["subject"], role["object"]) == ("relation", "role", "Ada King", None)
    assert (role["what"], role["qualifier"], role["rule"]) == ("Fellow", "former", "before the name")
    assert (role["confidence"], role["date"], heir["object"], heir["date"]) == (0.876, None, "May", "1843")
    assert role["sentence"] == KEPT[ANNOTATED.sentences[0].start : ANNOTATED.sentences[0].end]
    assert explorer("annotate", "a.txt", "--relations").out.splitlines()[2:] == [
        "a.txt:12-18  role          Ada King: former Fellow",
        "a.txt:12-18  family        Ada King: heir – May (1843)",
    ]


def test_annotations_are_readable(explorer, annotated) -> None:
    assert explorer("annotate", "a.txt", "--quotes", "--roles").out.splitlines() == [
        "a.txt:1-4  person        Ada  = Ada King",
        "a.txt:29-32  date          May  = 1843-05",
        "a.txt:34-40  quotation     “Yes.”  — Ada King",
        "a.txt:34-40  quotation     “Yes.”  — unknown",
        "a.txt:12-18  role          Ada King: former Fellow",
    ]


def test_what_was_read_with_a_loss_is_said(explorer, annotated) -> None:
    ran = explorer("annotate", "lossy.txt", "--json")
    assert (ran.code, ran.err) == (0, "explorer: lossy.txt: 3 bytes are not UTF-8\n")


def test_a_file_that_cannot_be_read_does_not_keep_the_others(explorer, annotated) -> None:
    ran = explorer("annotate", "bad.txt", "a.txt", "--json")
    assert ran.code == 3
    assert ran.err == "explorer: bad.txt: is not text\n"
    assert len(ran.objects) == 2
