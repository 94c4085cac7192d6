"""What stands first among the documents that match."""

import random
from pathlib import Path

import pytest

from explorer.index import open_reader, open_writer
from explorer.index.search.answering import LEADING
from explorer.index.search.reader import WhooshIndex
from explorer.model.query import And, Page, Word
from explorer.ports import IndexDocument

FILLER = "one two three four five six seven eight nine ten "


def index_of(directory: Path, *texts: str) -> WhooshIndex:
    writer = open_writer(directory)
    for number, text in enumerate(texts, 1):
        writer.put(IndexDocument(number, "", text, f"{number}.txt", "txt", "", "", None, ()))
    writer.commit()
    return open_reader(directory)


def filler(seed: int, count: int) -> str:
    """Return words of which no two texts have many in a row."""
    chance = random.Random(seed)
    return " ".join(f"w{chance.randrange(1000)}" for _ in range(count))


def words(text: str) -> And:
    return And(tuple(map(Word, text.split())), loose=True)


@pytest.mark.parametrize("typed", ["lunar station", "station lunar", "the lunar station"])
def test_words_near_each_other_rank_higher(tmp_path: Path, typed: str) -> None:
    index = index_of(
        tmp_path,
        f"lunar {FILLER} station {FILLER}",
        f"{FILLER} lunar station {FILLER}",
        f"{FILLER} station {FILLER} lunar",
    )
    assert [match.document for match in index.search(words(typed), Page()).matches] == [2, 1, 3]


def test_pages_join_and_scores_fall_where_nearness_is_no_longer_looked_at(tmp_path: Path) -> None:
    texts = [
        f"lunar {filler(number, number % 3 * 10)} station {filler(-number, 8 + number % 30)}"
        for number in range(1, LEADING + 61)
    ]
    index = index_of(tmp_path, *texts)
    whole = index.search(words("lunar station"), Page(0, 1000)).matches
    assert [match.score for match in whole] == sorted((match.score for match in whole), reverse=True)
    paged = [
        each for at in range(0, len(texts), 13) for each in index.search(words("lunar station"), Page(at, 13)).matches
    ]
    assert tuple(paged) == whole
    assert len({match.document for match in whole}) == len(texts)
