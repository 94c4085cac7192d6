"""Whatever happens to the files of a folder, bringing a corpus up to date gives what indexing it anew would give."""

from __future__ import annotations

import os
import random
import shutil

import pytest

from explorer.library import Library
from explorer.model.query import Page

PEOPLE = ("Erna Solberg", "Angela Merkel", "Kofi Annan", "Solberg", "Merkel", "Prime Minister Erna Solberg")
PLACES = ("Oslo", "Berlin", "Geneva", "Madrid")
BODIES = ("World Health Organization (WHO)", "WHO", "European Space Agency (ESA)", "ESA")
DAYS = ("in June 2019", "on May 2, 2018", "in 1998", "on Monday")
ALL = Page(0, 1000)


def story(chance: random.Random, names: list[str]) -> str:
    lines = [
        f"date 20{chance.randint(10, 21)}-0{chance.randint(1, 9)}-1{chance.randint(0, 9)}",
        f"Story {chance.random()}",
        "",
    ]
    for _ in range(chance.randint(1, 4)):
        who, other = chance.sample(PEOPLE, 2)
        lines.append(
            f"{who} met {other} in {chance.choice(PLACES)} {chance.choice(DAYS)}. "
            f'"We agree," {who.split()[-1]} said of the {chance.choice(BODIES)}.'
        )
    if names:
        lines.append(f"See {chance.choice(names)} and [[{chance.choice(names).rsplit('.', 1)[0]}]].")
    return "\n".join(lines) + "\n"


def change(folder, chance: random.Random) -> None:
    """Do one of the things that people do to files."""
    names = sorted(path.name for path in folder.iterdir())
    some = folder / chance.choice(names)
    match chance.choice(("write", "write", "rewrite", "rewrite", "delete", "rename", "copy", "touch", "swap")):
        case "write":
            (folder / f"n{chance.randrange(10**6)}{chance.choice(('.txt', '.md'))}").write_text(story(chance, names))
        case "rewrite":
            some.write_text(story(chance, names))
        case "delete" if len(names) > 3:
            some.unlink()
        case "rename":
            some.rename(folder / f"r{chance.randrange(10**6)}{some.suffix}")
        case "copy":
            shutil.copy(some, folder / f"c{chance.randrange(10**6)}{some.suffix}")
        case "touch":
            os.utime(some, (1e9, 1e9))
        case "swap":
            other = folder / chance.choice(names)
            one, two = some.read_bytes(), other.read_bytes()
            some.write_bytes(two)
            other.write_bytes(one)


def known(library: Library) -> dict[str, object]:
    """All that a reader sees of a corpus; nothing that depends on the order in which files came."""
    shown = library.documents(ALL)
    found: dict[str, object] = {
        "documents": {document.path: (document.title, document.date, document.digest) for document in shown},
        "entities": sorted(
            (each.entity.type, each.entity.name, each.entity.documents, each.entity.mentions, sorted(each.entity.names))
            for each in library.entities(page=ALL)
        ),
        "overview": (library.overview().mentions, sorted(library.overview().entities)),
    }
    for document in shown:
        reading = library.read(document.id)
        found[document.path] = (
            [(mention.span, mention.type, mention.date) for mention in reading.mentions],
            [
                (p.target, p.outgoing, p.document and library.document(p.document).path)
                for p in reading.pointers
                if p.outgoing
            ],
            sorted((link.document.path, round(link.score, 6)) for link in library.links(document.id, 1000)),
            sorted(
                (each.entity.name, each.here, each.results or 0)
                for each in library.document_entities(document.id, "oslo")
            ),
        )
    for text in ("oslo", "person:merkel", "org:who", "place:berlin after:2015", '"we agree"', "entity:2019-06", "*"):
        found[f"search {text}"] = sorted(hit.document.path for hit in library.search(text, ALL).hits)
    return found


@pytest.mark.parametrize("seed", range(3))
def test_an_updated_corpus_is_the_one_that_indexing_anew_gives(tmp_path, make_config, seed):
    chance = random.Random(seed)
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(12):
        (folder / f"{number}.txt").write_text(story(chance, [f"{n}.txt" for n in range(number)]))
    with Library.open(folder, make_config(tmp_path / "grown")) as library:
        library.build()
        for _ in range(4):
            for _ in range(chance.randint(1, 5)):
                change(folder, chance)
            report = library.build()
            assert report.failures == ()
        grown = known(library)
        assert library.build().unchanged == len(library.documents(ALL))
    with Library.open(folder, make_config(tmp_path / "new")) as library:
        library.build()
        assert grown == known(library)
