"""What raises leading documents, against counting it word by word."""

import random
from itertools import pairwise
from pathlib import Path

import pytest

from explorer.index import open_reader, open_writer
from explorer.model.query import And, Page, Word
from explorer.ports import IndexDocument

WORDS = ["lunar", "station", "stations", "comet", "of", "moon", "Moon"]
STEMS = {"stations": "station", "Moon": "moon"}


def counted(text: list[str], typed: list[str]) -> dict[str, int]:
    """Return how often each rule applies to a text, by its name and the words that it is about."""
    stems, asked = ([STEMS.get(word, word) for word in some] for some in (text, typed))
    told = [stem for stem in dict.fromkeys(asked) if stem != "of"]
    found = {}
    for left, right in pairwise(told):
        places = [at for at, stem in enumerate(stems) if stem == right]
        near = [at for at, stem in enumerate(stems) if stem == left and any(abs(at - o) <= 8 for o in places)]
        found[f"near {left} near {right}"] = len(near)
    for stem in told:
        forms = {word.lower() for word in typed if STEMS.get(word, word) == stem}
        found[f"exact {' '.join(sorted(forms))}"] = sum(word.lower() in forms for word in text)
    rows = range(len(stems) - len(asked) + 1)
    found[f"in a row “{' '.join(asked)}”"] = sum(stems[at : at + len(asked)] == asked for at in rows)
    return {rule: count for rule, count in found.items() if count}


@pytest.mark.parametrize("seed", range(4))
def test_rules_apply_as_often_as_one_counts(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    texts = [[chance.choice([*WORDS, "x", "y", "z"]) for _ in range(chance.randint(3, 40))] for _ in range(60)]
    writer = open_writer(tmp_path)
    for number, text in enumerate(texts, 1):
        writer.put(IndexDocument(number, "", " ".join(text), f"{number}.txt", "txt", "", "", None, ()))
        if number % 25 == 0:
            writer.commit()
    writer.commit()
    index = open_reader(tmp_path)
    for _ in range(20):
        typed = chance.sample(WORDS, chance.randint(2, 4))
        if len({STEMS.get(word, word) for word in typed}) < len(typed) or typed == ["of"]:
            continue
        query = And(tuple(map(Word, typed)))
        for match in index.search(query, Page(0, 100)).matches:
            told = index.explain(query, match.document)
            assert told is not None
            parts = {
                f"{part.why} {part.what}": part for part in told.parts if part.why in ("near", "exact", "in a row")
            }
            assert {rule: part.frequency for rule, part in parts.items()} == counted(texts[match.document - 1], typed)
            assert sum(part.points for part in told.parts) == pytest.approx(match.score, rel=1e-5)


def test_what_words_are_worth_is_told_anew_when_documents_have_come(tmp_path: Path) -> None:
    writer = open_writer(tmp_path)
    for number in range(1, 40):
        text = "moon " * (number % 5 + 1) + "far away " * (number % 7)
        writer.put(
            IndexDocument(number, "the moon" if number % 3 else "", text, f"{number}.txt", "txt", "", "", None, ())
        )
    writer.commit()
    index, page = open_reader(tmp_path), Page(0, 50)
    before = index.search(Word("moon"), page).matches
    writer.put(IndexDocument(99, "", "a moon " + "long ago " * 500, "99.txt", "txt", "", "", None, ()))
    writer.commit()
    assert index.refresh()
    after = index.search(Word("moon"), page).matches
    assert after == open_reader(tmp_path).search(Word("moon"), page).matches
    scores = {match.document: match.score for match in after}
    assert all(scores[match.document] != match.score for match in before)
