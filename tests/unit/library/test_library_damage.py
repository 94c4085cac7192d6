"""A damaged catalogue is said, put aside and made anew, with the reader's own marks."""

from __future__ import annotations

import sqlite3

import pytest

from explorer.errors import CatalogueCorrupt
from explorer.library import Library


def paths(library, text):
    return {hit.document.path for hit in library.search(text).hits}


@pytest.mark.parametrize("damage", [b"this is no database at all, and long enough to be looked at" * 100, "middle"])
def test_a_damaged_catalogue_is_moved_aside_and_filled_again(places, news, config, damage):
    data = places.catalogue.read_bytes()
    places.catalogue.write_bytes(damage if isinstance(damage, bytes) else data[:30] + b"\0" * 70 + data[100:])
    with Library.open(news, config) as library:
        (notice,) = library.notices[:1]
        assert "damaged" in notice or "not a catalogue" in notice
        library.build()
        assert paths(library, "rained") == {"weather.html"}
    assert len(list(places.data.glob("catalogue.damaged-*.sqlite"))) == 1


def test_marks_are_rescued_from_a_catalogue_of_which_only_they_can_be_read(places, news, config):
    with sqlite3.connect(places.catalogue) as connection:
        connection.execute("DROP TABLE documents")
        connection.execute("PRAGMA application_id = 7")
    connection.close()
    with Library.open(news, config) as library:
        assert "1 marks and notes were kept" in library.notices[0]
        library.build()
        treaty = library.find_document("treaty.txt").id
        assert library.marks([treaty]) == {treaty: frozenset({"starred"})}


def unreadable(places, statement="UPDATE texts SET text = CAST(x'ff' || text AS TEXT)"):
    """Damage that does not show when the catalogue is opened."""
    with sqlite3.connect(places.catalogue) as connection:
        connection.execute(statement)
    connection.close()


def test_damage_that_shows_only_in_reading_is_said_and_mended_at_the_next_start(places, news, config):
    unreadable(places)
    with Library.open(news, config) as library:
        assert library.notices == []
        with pytest.raises(CatalogueCorrupt, match=r"catalogue\.sqlite is damaged; start Explorer again"):
            library.search("rained")
    with Library.open(news, config) as library:
        (notice,) = [each for each in library.notices if "catalogue.damaged-" in each]
        assert "1 marks and notes were kept" in notice
        library.build()
        assert paths(library, "rained") == {"weather.html"}
        treaty = library.find_document("treaty.txt").id
        assert library.marks([treaty]) == {treaty: frozenset({"starred"})}
    with Library.open(news, config) as library:
        assert library.notices == []


def read_all(library):
    library.search("")
    library.overview()
    library.read(1)
    library.line_of(1, 3)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE documents SET tags = '['",
        "UPDATE documents SET title_origin = 'thin air'",
        "UPDATE entities SET type = 99",
        "UPDATE texts SET sentences = x'010203'",
        "UPDATE texts SET offsets = x'010203'",
    ],
)
def test_a_row_that_makes_no_sense_is_damage_not_a_mistake_of_ours(places, news, config, statement):
    unreadable(places, statement)
    with Library.open(news, config) as library, pytest.raises(CatalogueCorrupt, match="the catalogue"):
        read_all(library)
    with Library.open(news, config) as library:
        assert "damaged" in library.notices[0]


def test_the_doctors_finding_is_mended_at_the_next_start_and_an_open_corpus_goes_over(places, news, config):
    with Library.open(news, config) as library:
        with sqlite3.connect(places.catalogue) as connection:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.close()
        with places.catalogue.open("r+b") as file:
            file.seek(4096 * (pages // 2))
            file.write(b"\xff" * 4096 * (pages // 2 - 1))
        damaged = next(check for check in library.doctor() if check.name == "catalogue")
        assert damaged.ok is False
        assert "start Explorer again" in damaged.detail
        with Library.open(news, config) as other:
            assert "moved to catalogue.damaged-" in other.notices[0]
            other.build()
        assert library.refresh()
        assert paths(library, "rained") == {"weather.html"}
        assert not library.refresh()


def test_two_that_find_the_same_damage_put_one_catalogue_aside(places, news, config):
    unreadable(places)
    first, second = Library.open(news, config), Library.open(news, config)
    for library in (first, second):
        with pytest.raises(CatalogueCorrupt):
            library.read(1)
        library.close()
    for _ in range(2):
        Library.open(news, config).close()
    assert len(list(places.data.glob("catalogue.damaged-*.sqlite"))) == 1
