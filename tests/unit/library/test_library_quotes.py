"""What somebody said over all documents: by name, by kind, split quotations joined, equal words counted."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from explorer.errors import NotFound
from explorer.library import Library
from explorer.model.entity import QuoteKind
from explorer.model.query import Page

STORIES = {
    "old.txt": (
        "date 2019-05-02\nA fair\n\n"
        'Anna Kessler opened the fair. "We will not sell the old mill to anybody," Kessler said.\n'
    ),
    "new.txt": (
        "date 2020-05-02\nA mill\n\n"
        '"The mill," Anna Kessler said, "belongs to all of us." Viktor Hollander said that the mill was a ruin.\n\n'
        'Kessler called him "a man of few ideas".\n'
    ),
    "copy.txt": (
        "date 2018-05-02\nA copy\n\n"
        "Viktor Hollander read from a letter. “We will not sell the old\nmill to anybody”, said Anna Kessler.\n"
    ),
}


@pytest.fixture(scope="module")
def fair(tmp_path_factory, write_stories, make_config) -> Iterator[Library]:
    home = tmp_path_factory.mktemp("fair")
    with Library.open(write_stories(home / "news", STORIES), make_config(home)) as library:
        library.build()
        yield library


def words(quotes) -> list[str]:
    return [" ".join(quote.quote.split()) for quote in quotes]


def test_what_somebody_said_comes_newest_first_with_split_quotations_joined(fair: Library) -> None:
    assert words(fair.quotes("kessler")) == [
        '"The mill," … "belongs to all of us."',
        '"a man of few ideas"',
        '"We will not sell the old mill to anybody,"',
        "“We will not sell the old mill to anybody”",
    ]


def test_a_quotation_knows_who_says_it_by_which_word_and_where(fair: Library) -> None:
    first = fair.quotes("kessler")[0]
    assert first.speaker is not None
    assert (first.speaker.entity.name, first.named, first.cue) == ("Anna Kessler", "Anna Kessler", "said")
    assert first.sentence.document.path == "new.txt"
    assert first.span == first.parts[0] < first.parts[1]
    assert first.sentence.span.covers(first.parts[1])


def test_quotations_are_asked_for_by_kind_and_in_pages(fair: Library) -> None:
    assert words(fair.quotes("kessler", (QuoteKind.PARTIAL,))) == ['"a man of few ideas"']
    assert words(fair.quotes("", (QuoteKind.INDIRECT,))) == ["the mill was a ruin"]
    everything = fair.quotes()
    assert len(everything) == 5
    assert [fair.quotes("", (), Page(at, 1))[0] for at in range(5)] == list(everything)


def test_the_same_words_in_other_documents_are_counted(fair: Library) -> None:
    assert [quote.elsewhere for quote in fair.quotes("kessler")] == [0, 0, 1, 1]


def test_nobody_of_a_name_is_told_with_the_nearest(fair: Library) -> None:
    with pytest.raises(NotFound, match=r"nobody is called Kesler; the nearest are .*Kessler"):
        fair.quotes("Kesler")


def test_a_document_and_a_card_join_split_quotations(fair: Library) -> None:
    number = fair.find_document("new.txt").id
    assert words(fair.document_quotes(number)) == [
        '"The mill," … "belongs to all of us."',
        "the mill was a ruin",
        '"a man of few ideas"',
    ]
    speaker = fair.quotes("kessler")[0].speaker
    assert speaker is not None
    assert words(fair.card(speaker.entity.id).quotes) == words(fair.quotes("kessler"))


def test_the_reader_has_each_part_with_the_one_that_it_carries_on(fair: Library) -> None:
    number = fair.find_document("new.txt").id
    reading = fair.read(number)
    assert [quote.continues for quote in reading.quotes] == [-1, 0, -1, -1]


def test_quotations_of_a_document_that_is_gone_are_gone(tmp_path: Path, write_stories, make_config) -> None:
    folder = write_stories(tmp_path / "news", STORIES)
    with Library.open(folder, make_config(tmp_path)) as library:
        library.build()
        shutil.move(folder / "copy.txt", tmp_path / "copy.txt")
        library.build()
        assert [quote.elsewhere for quote in library.quotes("kessler")] == [0, 0, 0]
