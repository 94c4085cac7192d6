"""What one document is about, told by where its entities stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from explorer.entities.salience import weigh
from explorer.model.document import Dateline, Fact, Metadata, Origin
from explorer.model.entity import EntityType, LocalEntity, Mention
from explorer.model.span import Span
from explorer.text import sentences as cut

PLAIN = "One day a letter came. Nobody read it. Then Ann met Bob. They talked about it for hours. So it went."


def salience(text, names, metadata=None, speaking=(), type_=EntityType.PERSON, confidence=1.0):
    """Return how much a text is about each of some names, found wherever they are written."""
    sentences = cut(text)
    spans = sorted(
        (Span(at, at + len(name)), number)
        for number, name in enumerate(names)
        for at in range(len(text))
        if text.startswith(name, at)
    )
    mentions = [
        Mention(
            span, span.of(text), type_, confidence, "", "",
            next((n for n, each in enumerate(sentences) if each.covers(span)), -1), number,
        )
        for span, number in spans
    ]  # fmt: skip
    entities = [LocalEntity(number, type_, name, name, (name,)) for number, name in enumerate(names)]
    metadata = metadata or Metadata(Fact("untold", Origin.FILE_NAME))
    weighed = weigh(text, metadata, sentences, mentions, entities, frozenset(speaking))
    return {entity.name: entity.salience for entity in weighed}


@pytest.mark.parametrize(
    ("text", "more", "less"),
    [
        ("Ann came. Nobody saw it. Nothing went on. Then Bob came, and Ann left with Ann.", "Ann", "Bob"),
        ("Then Ann came late. It rained. It snowed. It froze. Then Bob came late.", "Ann", "Bob"),
        ("It is so. It rained. It snowed. Ann met Bob. Nobody cared. It froze.", "Ann", "Bob"),
        ("It is so. A b. With Ann, Ann and Bob. Long ago. It is so. Then Bob. It went on. At last Bob.", "Bob", "Ann"),
    ],
)
def test_who_is_named_often_early_as_the_subject_and_all_over_a_text_matters_more(text, more, less):
    weights = salience(text, ["Ann", "Bob"])
    assert weights[more] > weights[less] > 0


def test_who_stands_in_the_title_speaks_or_is_named_for_sure_matters_more():
    plain = salience(PLAIN, ["Ann", "Bob"])
    titled = salience(PLAIN, ["Ann", "Bob"], Metadata(Fact("A letter to Bob", Origin.HTML)))
    assert titled["Bob"] > plain["Bob"]
    assert titled["Ann"] == plain["Ann"]
    assert salience(PLAIN, ["Ann", "Bob"], Metadata(Fact("Bob", Origin.FILE_NAME))) == plain
    assert salience(PLAIN, ["Ann", "Bob"], Metadata(Fact("Bobbing", Origin.HTML))) == plain
    assert salience(PLAIN, ["Ann", "Bob"], speaking=[1])["Bob"] > plain["Bob"]
    assert salience(PLAIN, ["Ann"], confidence=0.6)["Ann"] < salience(PLAIN, ["Ann"])["Ann"]
    assert salience(PLAIN, ["Ann"], type_=EntityType.DATE)["Ann"] < salience(PLAIN, ["Ann"])["Ann"]


def test_a_place_or_agency_in_the_dateline_hardly_matters():
    text = f"OSLO, May 3 (Wire) - {PLAIN} Wire and OSLO are here."
    line = Metadata(Fact("untold", Origin.FILE_NAME), dateline=Dateline(Span(0, 20), Span(0, 4)))
    bare, known = salience(text, ["OSLO", "Wire"]), salience(text, ["OSLO", "Wire"], line)
    assert known["OSLO"] < bare["OSLO"]
    only = salience(f"OSLO, May 3 (Wire) - {PLAIN}", ["OSLO", "Ann"], line)
    assert only["OSLO"] < only["Ann"] / 4


def test_a_list_of_many_is_about_none_of_them():
    many = [f"Name{letter}{other}" for letter in "abcdefghij" for other in "klmnopqrst"]
    assert max(salience(". ".join(many), many).values()) < salience(PLAIN, ["Ann"])["Ann"] / 2


def test_who_is_not_found_in_the_text_and_a_document_without_entities_have_none():
    assert salience(PLAIN, ["Zoe"]) == {"Zoe": 0.0}
    assert weigh("", Metadata(Fact("", Origin.HEADING)), [], [], []) == ()
    assert all(0 < weight <= 1 for weight in salience("Ann", ["Ann"], Metadata(Fact("Ann", Origin.HTML))).values())


def test_the_whole_way_from_a_text_tells_what_it_is_about(tmp_path: Path):
    from explorer.build import Rules, annotate_file
    from explorer.config import DEFAULT

    file = tmp_path / "story.txt"
    file.write_text("OSLO, May 3 (Reuters) - Angela Merkel met Erna Solberg. Merkel spoke. Merkel left for Madrid.\n")
    _, found = annotate_file(file, Rules(DEFAULT.documents, DEFAULT.entities))
    weights = {entity.name: entity.salience for entity in found.entities}
    assert max(weights, key=weights.__getitem__) == "Angela Merkel"
    assert weights["Oslo"] < weights["Madrid"] < weights["Erna Solberg"]
