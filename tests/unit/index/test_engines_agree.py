"""Random corpora and queries: the index in files and the one that looks at every document find the same."""

import random
from pathlib import Path

import pytest

from explorer.index import MemoryIndex, open_reader, open_writer
from explorer.model.query import And, DateRange, Everything, Named, Not, Or, Page, Phrase, Prefix, Query, Sort, Word
from explorer.ports import IndexDocument

WORDS = ["moon", "mars", "base", "station", "research", "the", "of", "lunar", "Müller", "state", "月球"]
WORDS += ["state-owned", "U.S.", "plans", "planning", "a", "an"]


def text(chance: random.Random, most: int) -> str:
    return " ".join(chance.choice(WORDS) for _ in range(chance.randint(0, most)))


def document(chance: random.Random, number: int) -> IndexDocument:
    date = chance.choice([None, f"20{chance.randint(10, 21)}-0{chance.randint(1, 9)}-15"])
    keys = tuple(chance.sample(range(6), chance.randint(0, 3)))
    source, author = text(chance, 2), text(chance, 2)
    return IndexDocument(
        number, text(chance, 4), text(chance, 30), f"a/{number}.txt", "txt", source, author, date, keys, ()
    )


def query(chance: random.Random, depth: int = 3) -> Query:
    field = chance.choice([None, None, None, "title", "source", "author"])
    leaves = [
        lambda: Word(chance.choice(WORDS), field),
        lambda: Prefix(chance.choice(WORDS)[: chance.randint(1, 4)], field),
        lambda: Prefix(f"{text(chance, 2)} {chance.choice(WORDS)[: chance.randint(1, 4)]}", field),
        lambda: Phrase(text(chance, 3), field, chance.choice([0, 0, 1, 4])),
        lambda: Named(None, "x", keys=tuple(chance.sample(range(8), 2))),
        lambda: DateRange(chance.choice([None, "2012-01-01"]), chance.choice([None, "2018-12-31"])),
        Everything,
    ]
    if depth and chance.random() < 0.6:
        items = tuple(query(chance, depth - 1) for _ in range(chance.randint(1, 3)))
        loose = And((*items, Word(chance.choice(WORDS)), Word(chance.choice(WORDS))), loose=True)
        return chance.choice([And(items), loose, Or(items), Not(items[0])])
    return chance.choice(leaves)()


@pytest.mark.parametrize("seed", range(6))
def test_the_engines_agree(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    memory, writer = MemoryIndex(), open_writer(tmp_path)
    for number in range(1, 90):
        if chance.random() < 0.15:
            gone = chance.randint(1, number)
            memory.remove(gone)
            writer.remove(gone)
        made = document(chance, chance.choice([number, chance.randint(1, number)]))
        memory.put(made)
        writer.put(made)
        if chance.random() < 0.1:
            writer.commit()
    memory.commit()
    writer.commit()
    memory.refresh()
    index = open_reader(tmp_path)
    for _ in range(150):
        asked = query(chance)
        assert set(index.matching(asked)) == set(memory.matching(asked)), asked
        for sort in (Sort.NEWEST, Sort.OLDEST):
            page = Page(chance.randint(0, 20), 10)
            real, fake = index.search(asked, page, sort), memory.search(asked, page, sort)
            assert real.total == fake.total
            assert [hit.document for hit in real.matches] == [hit.document for hit in fake.matches]
    index.close()
