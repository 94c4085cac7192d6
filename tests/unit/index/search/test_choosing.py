"""Which forms a part of a query stands for is bounded over the whole index, however its documents are spread."""

import random
from pathlib import Path

import pytest

from explorer.index import MemoryIndex, open_reader, open_writer
from explorer.index.search.reader import WhooshIndex
from explorer.model.query import And, Fuzzy, Not, Or, Page, Phrase, Prefix, Query, Wildcard
from explorer.ports import IndexDocument

ASKED: list[Query] = [
    Prefix("a"),
    Prefix("a", "title"),
    Prefix("plan"),
    Prefix("a", "source"),
    Wildcard("*a*"),
    Wildcard("?a*", "title"),
    Wildcard("*b", "tag"),
    Wildcard("b*a"),
    Fuzzy("abab", None, 2),
    Fuzzy("baba", "title", 1),
    Fuzzy("ab", "source", 1),
    Phrase("*a a*"),
    Phrase("a* *b", None, 3),
    And((Wildcard("*a"), Not(Wildcard("*b*")))),
    Or((Prefix("ab"), Wildcard("*ba"), Fuzzy("bbaa", None, 2))),
]


def filled(directory: Path, seed: int) -> tuple[WhooshIndex, MemoryIndex]:
    """Return both engines over the same documents, which came in many commits to the one and in one to the other."""
    chance = random.Random(seed)

    def text(most: int) -> str:
        letters = ["planning", "plans", "Plan"] + ["".join(chance.choices("abé", k=chance.randint(1, 5)))] * 6
        return " ".join(
            chance.choice([word, word.title()]) for word in chance.choices(letters, k=chance.randint(0, most))
        )

    memory, writer = MemoryIndex(), open_writer(directory)
    for number in range(1, 80):
        words = " ".join(text(6) for _ in range(4))
        made = IndexDocument(
            number, text(3), words, f"{number}.txt", "txt", text(2), "", None, (), tuple(text(1).split()), ""
        )
        memory.put(made)
        writer.put(made)
        if chance.random() < 0.15:
            writer.commit()
    memory.commit()
    writer.commit()
    memory.refresh()
    return open_reader(directory), memory


@pytest.mark.parametrize("most", [1, 3, 7, 20, 1000])
def test_the_first_forms_of_all_segments_together_are_meant(
    tmp_path: Path, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("nodes", "looking", "search.leaves"):
        monkeypatch.setattr(f"explorer.index.{module}.MOST_EXPANDED", most)
    monkeypatch.setattr("explorer.index.commits.to_merge", lambda _: [])
    index, memory = filled(tmp_path, most)
    assert len(index._now().segments) > 3
    for asked in ASKED:
        real, fake = index.search(asked, Page(0, 100)), memory.search(asked, Page(0, 100))
        assert {each.document for each in real.matches} == {each.document for each in fake.matches}, asked
        assert (real.total, real.notices) == (fake.total, fake.notices), asked
