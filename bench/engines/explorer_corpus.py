"""Explorer as a whole, through the functions that its own commands call.

Its index keeps no text: the catalogue does. So the building that is compared fills the index alone, from documents in
memory, as the peers are filled; and for asking, the catalogue is filled too, by the writing functions that a build
uses, with sentences but without entities, because the peers look for none. Passages then come the way they always do.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from bench.engines.base import Question
from bench.engines.explorer_index import PAGE
from bench.queries import Asked
from bench.text import Text
from explorer.build import Rules, catch_up
from explorer.catalogue import Catalogue, open_catalogue, writing
from explorer.catalogue.rows import Packed, pack
from explorer.config import DEFAULT, Config
from explorer.config.schema import StorageConfig
from explorer.library import Library
from explorer.model.document import Fact, FileStamp, Metadata, Origin, ReadDocument
from explorer.model.entity import Annotations
from explorer.model.results import Hits
from explorer.model.span import OffsetMap
from explorer.storage import corpus_directories, prepare
from explorer.text import sentences

BATCH = 2000
"""Documents put into the catalogue in one transaction."""


class ExplorerCorpus:
    """A whole corpus: catalogue and index, asked through `Library.search` with a passage of each document."""

    name = "Explorer"

    def __init__(self, directory: Path) -> None:
        self._library: Library | None = None
        self.folder = directory / "documents"
        self.configuration = directory / "config.yaml"
        self.config = Config(storage=StorageConfig(directory / "data", directory / "cache"))
        self.index = corpus_directories(self.folder, self.config).index

    def fill(self, parts: Iterable[Sequence[Text]]) -> None:
        """Fill the catalogue from lists of documents; untimed. The index is brought up to it by `follow`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        write_configuration(self.configuration, self.folder.parent)
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

    @contextmanager
    def _catalogue(self) -> Iterator[Catalogue]:
        place = corpus_directories(self.folder, self.config).catalogue
        prepare(place.parent)
        catalogue = open_catalogue(place)
        try:
            yield catalogue
        finally:
            catalogue.close()

    def open(self) -> None:
        """Open the corpus."""
        self._library = Library.open(self.folder, self.config)

    def question(self, asked: Asked) -> Question:
        """Return the search that the app and the command do."""
        return lambda: len(self.page(asked.typed).hits)

    def page(self, typed: str) -> Hits:
        """Return the first page of hits of a line."""
        assert self._library is not None
        return self._library.search(typed, PAGE, passages=1)

    def close(self) -> None:
        """Let go."""
        if self._library is not None:
            self._library.close()
            self._library = None


def write_configuration(file: Path, directory: Path) -> None:
    """Write a configuration that keeps all that Explorer writes below `directory`."""
    places = {"data": str(directory / "data"), "cache": str(directory / "cache")}
    file.write_text(json.dumps({"storage": places}, indent=2) + "\n", "utf-8")  # JSON is YAML


def _packed(one: Text) -> Packed:
    """Return a document as a build would store it, had it found no entities."""
    rules = Rules(DEFAULT.documents, DEFAULT.entities)
    facts = Metadata(Fact(one.title, Origin.HEADING), Fact(one.day, Origin.HEADER), tags=one.topics)
    digest = hashlib.sha256(one.text.encode()).hexdigest()
    document = ReadDocument(one.name, "txt", FileStamp(len(one.text), 0), digest, "utf-8", one.text, OffsetMap(), facts)
    return pack(document, Annotations(sentences=sentences(one.text)), rules.read_by, rules.annotated_by)
