"""All engines hold the same documents and understand the same questions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bench import changing
from bench.engines.base import Engine, size_of
from bench.engines.explorer_corpus import ExplorerCorpus
from bench.engines.explorer_index import Explorer
from bench.engines.fts5 import Fts5
from bench.engines.recoll import Recoll, installed
from bench.engines.stock import Stock
from bench.engines.tantivy_engine import Tantivy
from bench.queries import understood
from bench.text import Text

KINDS: tuple[type[Engine], ...] = (Explorer, Fts5, Tantivy, Stock)


@pytest.fixture(params=KINDS, ids=lambda kind: kind.name)
def engine(request: pytest.FixtureRequest, texts: list[Text], tmp_path: Path) -> Iterator[Engine]:
    made: Engine = request.param(tmp_path / "index")
    made.begin()
    made.put(made.ready(texts))
    made.commit()
    made.open()
    yield made
    made.close()


@pytest.fixture
def corpus(texts: list[Text], tmp_path: Path) -> Iterator[ExplorerCorpus]:
    made = ExplorerCorpus(tmp_path / "corpus")
    made.fill([texts[:25], texts[25:]])
    made.follow()
    made.open()
    yield made
    made.close()


LIGHTHOUSES = 6  # every tenth of sixty

ASKED = {
    "lighthouse": LIGHTHOUSES,
    '"central lighthouse"': LIGHTHOUSES,
    '"lighthouse central"': 0,
    "lighthouse OR keepers": LIGHTHOUSES,
    "lighthouse nothingness": 0,
    "lightho*": LIGHTHOUSES,
    "light*se": LIGHTHOUSES,
    "lighthouse tag:ships": 3,
    "lighthouse -tag:ships": 3,
    "lighthouse NOT keeper": 0,
    "lighthouse date:1982": 2,
    "lighthouse after:1985": 1,
    "title:lighthouse": 0,
    "lighthuose~": LIGHTHOUSES,
    "lighthouse (the OR lighthouse)": LIGHTHOUSES,
}


@pytest.mark.parametrize("typed", ASKED)
def test_engines_find_the_same(engine: Engine, typed: str, texts: list[Text]) -> None:
    question = engine.question(understood("some", typed))
    if typed == "light*se" and not isinstance(engine, Explorer):
        pytest.skip("the others compare wildcards with stems")
    if typed == "lighthuose~" and isinstance(engine, Stock):
        pytest.skip("to whom exchanged letters are two edits, and a stem's ending a third")
    if question is None:
        assert (engine.name, typed) == (Fts5.name, "lighthuose~")
        return
    assert question() == ASKED[typed]


def test_the_corpus_finds_as_much_with_passages(corpus: ExplorerCorpus) -> None:
    for typed, count in ASKED.items():
        hits = corpus.page(typed).hits
        assert len(hits) == count, typed
        assert all(hit.passages and hit.passages[0].hits for hit in hits if "lighthouse" in typed.split()), typed


def test_a_changed_document_is_found(engine: Engine, texts: list[Text]) -> None:
    taken = changing.changed({engine.name: engine}, texts, 2)
    assert taken[engine.name].wall > 0


def test_what_is_not_found_after_a_change_is_no_time(texts: list[Text], tmp_path: Path) -> None:
    class Forgetful(Fts5):
        def change(self, text: Text, word: str) -> int:
            return 0

    with pytest.raises(AssertionError, match="finds 0 documents"):
        changing.changed({"forgetful": Forgetful(tmp_path)}, texts, 1)


def test_sizes(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"1234")
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "c").write_bytes(b"56")
    assert size_of(tmp_path) == 6
    assert size_of(tmp_path / "a") == 4


@pytest.mark.skipif(not installed(), reason="recollcmd is not installed")
def test_recoll_keeps_to_its_own_directory(texts: list[Text], tmp_path: Path) -> None:
    import subprocess

    peer = Recoll(tmp_path)
    peer.write(texts)
    peer.build()
    command, environment = peer.command("lighthouse")
    said = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    assert said.count("text/plain") == LIGHTHOUSES
    assert environment["HOME"] == str(tmp_path)
