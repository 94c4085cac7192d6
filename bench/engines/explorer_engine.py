"""Explorer, through the same functions that its own commands call; the one module here that knows them.

Its index keeps no text: the catalogue does. So the building that is compared fills the index alone, from documents in
memory, as the peers are filled; and for asking, the catalogue is filled too, by the writing functions that a build
uses, with sentences but without entities, because the peers look for none. Passages then come the way they always do.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from bench.engines.base import ROWS, Question
from bench.queries import Asked
from bench.text import Text
from explorer.build import Rules, catch_up
from explorer.catalogue import Catalogue, open_catalogue, writing
from explorer.catalogue.rows import Packed, pack
from explorer.config import DEFAULT, Config
from explorer.config.schema import StorageConfig
from explorer.index import open_reader, open_writer
from explorer.library import Library
from explorer.model.document import Fact, FileStamp, Metadata, Origin, ReadDocument
from explorer.model.entity import Annotations
from explorer.model.query import Page, Parsed, Word
from explorer.model.span import OffsetMap
from explorer.ports import IndexDocument
from explorer.query import parse
from explorer.storage import corpus_directories, prepare
from explorer.text import sentences

PAGE = Page(0, ROWS)
BATCH = 2000
"""Documents put into the catalogue in one transaction."""


class Explorer:
    """An index in a directory; `question` asks the index alone, without passages."""

    name = "Explorer, index alone"

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._writer: Any = None
        self._reader: Any = None

    def ready(self, texts: Sequence[Text]) -> list[IndexDocument]:
        """Return documents as the catalogue would hand them to the index."""
        return [
            IndexDocument(one.number, one.title, one.text, one.name, "txt", "", "", one.day, (), one.topics)
            for one in texts
        ]

    def begin(self) -> None:
        """Open the writer on an empty directory."""
        prepare(self._directory)
        self._writer = open_writer(self._directory)

    def put(self, ready: list[IndexDocument]) -> None:
        """Put documents in."""
        for document in ready:
            self._writer.put(document)

    def commit(self) -> None:
        """Commit, and let go of the writer."""
        self._writer.commit()
        self._writer.close()
        self._writer = None

    def open(self) -> None:
        """Open the reader."""
        self._reader = open_reader(self._directory)

    def question(self, asked: Asked) -> Question:
        """Return the line as it would be typed: parsed and searched."""
        return lambda: len(self._reader.search(_parsed(asked.typed).query, PAGE).matches)

    def change(self, text: Text, word: str) -> int:
        """Put one document in place of another with a writer of its own; the open reader then sees it."""
        writer = open_writer(self._directory)
        try:
            writer.put(self.ready([text])[0])
            writer.commit()
        finally:
            writer.close()
        self._reader.refresh()
        return len(self._reader.search(Word(word), PAGE).matches)

    def facets(self, typed: str) -> Callable[[], int] | None:
        """Return how to count a line's hits by their columns, None where the index does not count yet."""
        counting = getattr(self._reader, "facets", None)
        if counting is None:
            return None
        query = _parsed(typed).query
        return lambda: sum(len(getattr(counting(query, 20), name)) for name in ("kinds", "years", "tags"))

    def hits(self, typed: str) -> int:
        """Return how many documents a line finds."""
        return int(self._reader.search(_parsed(typed).query, PAGE).total)

    def close(self) -> None:
        """Let go."""
        if self._reader is not None:
            self._reader.close()
            self._reader = None


class ExplorerCorpus:
    """A whole corpus: catalogue and index, asked through `Library.search` with a passage of each document."""

    name = "Explorer"

    def __init__(self, directory: Path) -> None:
        self._library: Library | None = None
        self.folder = directory / "documents"
        self.configuration = directory / "config.yaml"
        self.config = Config(storage=StorageConfig(directory / "data", directory / "cache"))
        self.index = corpus_directories(self.folder, self.config).index

    def fill(self, parts: Sequence[Sequence[Text]] | Any) -> None:
        """Fill the catalogue from lists of documents; untimed. The index is brought up to it by `follow`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        storage = self.config.storage
        self.configuration.write_text(f"storage:\n  data: {storage.data}\n  cache: {storage.cache}\n", "utf-8")
        with self._catalogue() as catalogue:
            for part in parts:
                for at in range(0, len(part), BATCH):
                    batch = [_packed(one) for one in part[at : at + BATCH]]
                    with catalogue.writing() as connection:
                        writing.store(connection, batch, {})

    def follow(self) -> None:
        """Bring the index up to the catalogue, as opening the corpus would."""
        with self._catalogue() as catalogue:
            prepare(self.index.parent)
            catch_up(catalogue, self.index)

    def _catalogue(self) -> Any:
        from contextlib import closing

        place = corpus_directories(self.folder, self.config).catalogue
        prepare(place.parent)
        catalogue: Catalogue = open_catalogue(place)
        return closing(catalogue)

    def open(self) -> None:
        """Open the corpus."""
        self._library = Library.open(self.folder, self.config)

    def question(self, asked: Asked) -> Question:
        """Return the search that the app and the command do."""
        return lambda: len(self.page(asked.typed).hits)

    def page(self, typed: str) -> Any:
        """Return the first page of hits of a line."""
        assert self._library is not None
        return self._library.search(typed, PAGE, passages=1)

    def close(self) -> None:
        """Let go."""
        if self._library is not None:
            self._library.close()
            self._library = None


def _parsed(typed: str) -> Parsed:
    from datetime import date

    return parse(typed, date.today())


def _packed(one: Text) -> Packed:
    """Return a document as a build would store it, had it found no entities."""
    rules = Rules(DEFAULT.documents, DEFAULT.entities)
    facts = Metadata(Fact(one.title, Origin.HEADING), Fact(one.day, Origin.HEADER), tags=one.topics)
    digest = hashlib.sha256(one.text.encode()).hexdigest()
    document = ReadDocument(one.name, "txt", FileStamp(len(one.text), 0), digest, "utf-8", one.text, OffsetMap(), facts)
    return pack(document, Annotations(sentences=sentences(one.text)), rules.read_by, rules.annotated_by)
