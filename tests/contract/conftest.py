from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Protocol

import pytest

from explorer.index import MemoryIndex, open_reader, open_writer
from explorer.ports import IndexDocument, IndexWriter, PassageIndex


def document(number: int, text: str = "", **rest: object) -> IndexDocument:
    values: dict[str, object] = {
        "title": "",
        "path": f"{number}.txt",
        "kind": "txt",
        "source": "",
        "author": "",
        "date": None,
        "keys": (),
    }
    return IndexDocument(id=number, text=text, **{**values, **rest})  # type: ignore[arg-type]


class Corpus(Protocol):
    """An engine with a writer and a reader over the same documents."""

    index: PassageIndex
    writer: IndexWriter

    def fill(self, *documents: IndexDocument) -> PassageIndex: ...


class Engine:
    def __init__(self, writer: IndexWriter, index: PassageIndex) -> None:
        self.writer = writer
        self.index = index

    def fill(self, *documents: IndexDocument) -> PassageIndex:
        for each in documents:
            self.writer.put(each)
        self.writer.commit()
        self.index.refresh()
        return self.index


def _memory(_: Path) -> Engine:
    index = MemoryIndex()
    return Engine(index, index)


def _whoosh(directory: Path) -> Engine:
    writer = open_writer(directory)
    return Engine(writer, open_reader(directory))


ENGINES: dict[str, Callable[[Path], Engine]] = {"memory": _memory, "whoosh": _whoosh}


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    made = ENGINES[request.param](tmp_path / "index")
    yield made
    made.writer.close()
    made.index.close()


@pytest.fixture(name="document")
def document_maker() -> Callable[..., IndexDocument]:
    return document
