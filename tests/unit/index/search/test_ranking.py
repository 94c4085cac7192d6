"""What stands first among the documents that match."""

import random
from pathlib import Path

import pytest

from explorer.index import open_reader, open_writer
from explorer.index.search.answering import LEADING
from explorer.index.search.reader import WhooshIndex
from explorer.index.search.weights import Weights
from explorer.model.query import And, Or, Page, Query, Sort, Word
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


def order(index: WhooshIndex, query: Query, sort: Sort = Sort.RELEVANCE) -> list[int]:
    return [match.document for match in index.search(query, Page(0, 100), sort).matches]


def test_words_in_the_form_that_was_typed_are_a_bit_better(tmp_path: Path) -> None:
    texts = ("plans a planet", "planned a comet", "planning a meteor", "the moon")
    index = index_of(tmp_path, *texts)
    assert order(index, Word("planning"))[0] == 3
    assert order(index, Word("planned"))[0] == 2
    assert order(index, Word("PLANS"))[0] == 1
    assert order(index, Or((Word("planning"), Word("moon"))))[:2] == [4, 3]
    plain = WhooshIndex(tmp_path, weights=Weights(exact=0))
    assert order(plain, Word("planning")) == [1, 2, 3]


def test_more_places_are_better_than_the_form_that_was_typed(tmp_path: Path) -> None:
    index = index_of(tmp_path, "plans and plans and plans", "planning and the and the", "the moon", "a base")
    assert order(index, Word("planning")) == [1, 2]


def test_a_query_that_stands_as_it_was_typed_ranks_higher(tmp_path: Path) -> None:
    texts = (
        f"bank the of england {filler(1, 30)}",
        f"the bank of england {filler(2, 30)}",
        f"england of the bank {filler(3, 30)}",
        "another",
    )
    index = index_of(tmp_path, *texts)
    assert order(index, words("the bank of england"))[0] == 2
    assert order(index, words("england of the bank"))[0] == 3
    plain = WhooshIndex(tmp_path, weights=Weights(phrase=0))
    assert order(plain, words("england of the bank")) == [1, 2, 3]


def test_near_duplicates_stand_behind_the_others(tmp_path: Path) -> None:
    story = filler(1, 200)
    texts = [f"moon moon {story}", f"moon moon {story} again", f"moon moon {story}", f"moon {filler(2, 200)}", "moon"]
    texts += ["moon moon", "moon moon"]  # too short to be told apart from others by more than their words
    index = index_of(tmp_path, *texts)
    assert order(index, Word("moon"))[-2:] == [3, 2]
    assert set(order(index, Word("moon"))) == {1, 2, 3, 4, 5, 6, 7}
    assert order(index, Word("moon"), Sort.NEWEST) == [1, 2, 3, 4, 5, 6, 7]
    pages = [match.document for at in range(7) for match in index.search(Word("moon"), Page(at, 1)).matches]
    assert pages == order(index, Word("moon"))


def test_documents_with_all_the_words_lead(tmp_path: Path) -> None:
    texts = (
        "lunar station lunar station lunar station",
        f"{FILLER * 9} lunar {FILLER * 9} station {FILLER} treaty orbit",
    )
    index = index_of(tmp_path, *texts)
    query = And((Word("lunar"), Word("station"), Word("treaty"), Word("orbit")), loose=True)
    assert order(index, query) == [2, 1]
    assert order(index, words("lunar station treaty")) == [2]
    assert index.search(query, Page()).whole == 1


def test_weights_are_passed_in(tmp_path: Path) -> None:
    writer = open_writer(tmp_path)
    writer.put(IndexDocument(1, "", "moon moon and the base", "1.txt", "txt", "", "", None, ()))
    writer.put(IndexDocument(2, "moon", "and the base is far", "2.txt", "txt", "", "", None, ()))
    writer.put(IndexDocument(3, "", "nothing", "3.txt", "txt", "", "", None, ()))
    writer.commit()
    assert order(WhooshIndex(tmp_path, weights=Weights(title=2)), Word("moon")) == [2, 1]
    assert order(WhooshIndex(tmp_path, weights=Weights(title=0)), Word("moon")) == [1, 2]


def test_the_shares_of_an_explanation_say_what_they_are(tmp_path: Path) -> None:
    index = index_of(tmp_path, f"the lunar station {filler(1, 20)}", f"{filler(2, 9)} lunar {filler(3, 9)} stations")
    told = index.explain(words("lunar station"), 1)
    assert told is not None
    parts = {(part.why, part.what): part for part in told.parts}
    assert set(parts) == {
        ("words", "lunar"),
        ("words", "station"),
        ("near", "lunar near station"),
        ("exact", "lunar"),
        ("exact", "station"),
        ("in a row", "“lunar station”"),
    }
    assert (parts["words", "station"].frequency, parts["words", "station"].documents) == (1, 2)
    assert parts["words", "station"].length == 23
    assert all(part.points > 0 for part in told.parts)


def test_what_age_takes_is_said_with_the_date(tmp_path: Path) -> None:
    writer = open_writer(tmp_path)
    for number, date in enumerate(("2021-03-05", "2019-03-05", None), 1):
        writer.put(IndexDocument(number, "", "moon", f"{number}.txt", "txt", "", "", date, ()))
    writer.commit()
    index = open_reader(tmp_path)
    assert order(index, Word("moon"), Sort.RECENT) == [1, 2, 3]
    said = [index.explain(Word("moon"), number, Sort.RECENT) for number in (1, 2, 3)]
    lost = [(each.parts[-1].what, each.parts[-1].why, each.parts[-1].points) for each in said if each]
    assert [(what, why) for what, why, _ in lost] == [
        ("2021-03-05", "recent"),
        ("2019-03-05", "recent"),
        ("undated", "recent"),
    ]
    assert 0 == lost[0][2] > lost[1][2] > lost[2][2]


def test_what_the_best_answers_to_a_long_question_tell_raises_others_that_share_it(tmp_path: Path) -> None:
    best = "shock wave angle of a slender cone at hypersonic speed"
    texts = [f"{FILLER * each} {best} wedge enthalpy wedge enthalpy" for each in range(1, 4)]
    alike = f"hypersonic cone {FILLER} wedge enthalpy wedge enthalpy"
    other = f"hypersonic cone {FILLER} vineyard harvest vineyard harvest"
    index = index_of(tmp_path, *texts, other, alike, *[FILLER] * 20)
    asked = words("shock angle slender cone hypersonic speed")
    found = order(index, asked)
    assert found.index(5) < found.index(4)
    assert set(found) == {1, 2, 3, 4, 5}, "nothing is found by what was not asked for"
    unasked = order(WhooshIndex(tmp_path, weights=Weights(feedback=0)), asked)
    assert unasked.index(4) < unasked.index(5)
    explained = index.explain(asked, 5)
    assert explained is not None
    assert "like the best" in {part.why for part in explained.parts}
    short = index.explain(words("hypersonic cone"), 5)
    assert short is not None
    assert "like the best" not in {part.why for part in short.parts}


def test_the_answer_that_is_far_ahead_tells_more_than_many_lesser_ones(tmp_path: Path) -> None:
    best = f"shock angle slender cone hypersonic {FILLER} lagoon coral lagoon coral"
    lesser = [f"shock cone speed {FILLER} wedge enthalpy wedge enthalpy" for _ in range(7)]
    meadow = "sheep grazed quietly beside the brook"
    companions = [f"{told} {told} {meadow} speed of a cone" for told in ("wedge enthalpy", "lagoon coral")]
    index = index_of(tmp_path, best, *lesser, *companions, *[FILLER] * 20)
    found = order(index, words("shock angle slender cone hypersonic speed"))
    assert found[0] == 1
    assert found.index(10) < found.index(9)
