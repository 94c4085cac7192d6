"""The run behind the table: each row from what was measured in this very run."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bench import apart, building, changing, long_document, opening, queries, rows
from bench.clock import Time, timed
from bench.corpus import Missing, documents, needed, own_folder, stories
from bench.derive import derived
from bench.engines import recoll
from bench.engines.base import Engine
from bench.engines.explorer_corpus import ExplorerCorpus
from bench.engines.explorer_index import Explorer
from bench.engines.fts5 import Fts5
from bench.engines.stock import Stock
from bench.engines.tantivy_engine import Tantivy
from bench.options import Options
from bench.table import Row
from bench.text import Text

PEERS: dict[str, type[Engine]] = {"fts5": Fts5, "tantivy": Tantivy, "stock": Stock}
"""Peers that hold as many documents as Explorer does, by the folders of their indexes."""

KINDS: tuple[type[Engine], ...] = (Explorer, Fts5, Tantivy, Stock)


@dataclass(slots=True)
class Run:
    """One run: where it works, what it measures on, and the rows so far."""

    options: Options
    data: Path | None
    work: Path
    tell: Callable[[str], None]
    rows: list[Row] = field(default_factory=list)
    real: list[Text] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    asked: list[queries.Asked] = field(default_factory=list)

    def all(self) -> list[Row]:
        """Measure everything; returns the rows."""
        self._load()
        self._build()
        corpus = self._fill()
        self._ask(corpus)
        self._open(corpus)
        self._change(corpus)
        self._long()
        return self.rows

    def _load(self) -> None:
        options = self.options
        self.real = (
            own_folder(options.folder, options.docs) if options.folder else stories(needed(self.data), options.docs)
        )
        self.texts = list(documents(self.real, options.docs))
        if options.folder and not options.queries:
            self.asked = derived(self.texts)
        else:
            self.asked = queries.load(options.queries or queries.SET)
        if not self.asked:
            raise Missing("there is nothing to ask: the texts have too few words, or the file holds no query")
        self.tell(f"{len(self.texts):,} documents, {len(self.real):,} of them as they were found")

    def _build(self) -> None:
        options = self.options
        texts = self.texts[: options.compared]
        seldom = {Stock.name: options.stock_rounds}
        times, sizes = building.rounds_of_building(KINDS, texts, self.work, options.rounds, seldom, self.tell)
        self.rows += rows.of_building(times, len(texts))
        self.rows += rows.of_sizes(sizes, len(texts))

    def _fill(self) -> ExplorerCorpus:
        """Make what is searched in: a corpus of Explorer's, and the peers' indexes."""
        corpus = ExplorerCorpus(self.work / "corpus")
        self.tell(f"filling the catalogue with {len(self.texts):,} documents …")
        corpus.fill([self.texts])
        with timed() as taken:
            corpus.follow()
        self.tell(f"Explorer: the index made from the catalogue in {taken.wall:.1f} s")
        self.rows += rows.of_making_anew(taken, len(self.texts))
        self._fill_peers()
        return corpus

    def _fill_peers(self) -> None:
        """Make the peers' indexes of all documents, and one of Explorer's alone beside them; they are timed once."""
        took: dict[str, list[Time]] = {}
        kinds: dict[str, type[Engine]] = {"alone": Explorer, **PEERS}
        for name, kind in kinds.items():
            engine = kind(self.work / name)
            took[kind.name] = [building.build(engine, [self.texts])]
            self.tell(f"{kind.name}: {len(self.texts):,} documents in {took[kind.name][0].wall:.1f} s")
        shutil.rmtree(self.work / "alone")
        if len(self.texts) > self.options.compared:
            self.rows += rows.of_building(took, len(self.texts))

    def _ask(self, corpus: ExplorerCorpus) -> None:
        rounds = self.options.rounds
        places: dict[apart.Kind, Path] = {
            ExplorerCorpus: self.work / "corpus",
            Explorer: corpus.index,
            Fts5: self.work / "fts5",
            Tantivy: self.work / "tantivy",
        }
        answers = apart.ask_apart(places, self.asked, rounds)
        self.tell("queries asked")
        self.rows += rows.of_queries(answers, self.asked, len(self.texts))
        worst = queries.load(queries.WORST)
        many = queries.many_wildcards(word for text in self.texts[:2000] for word in text.text.split())
        worst.append(queries.understood("300 wildcards", many))
        answers = apart.ask_apart({ExplorerCorpus: self.work / "corpus"}, worst, min(3, rounds))
        self.rows += rows.of_worst(answers[ExplorerCorpus.name], worst, len(self.texts))
        self._facets(corpus)
        old = apart.ask_apart({Stock: self.work / f"build-{KINDS.index(Stock)}"}, self.asked, 1)[Stock.name]
        self.rows += rows.of_stock_queries(old, self.options.compared)

    def _facets(self, corpus: ExplorerCorpus) -> None:
        alone = Explorer(corpus.index)
        alone.open()
        hits = alone.hits("*")
        count = alone.facets("*")
        taken = changing.counted(count, self.options.rounds) if count else None
        self.rows += rows.of_facets(taken, hits)
        alone.close()

    def _open(self, corpus: ExplorerCorpus) -> None:
        rounds = self.options.rounds + 2
        peer = self._recoll()
        places = {"fts5": self.work / "fts5", "tantivy": self.work / "tantivy", "explorer": corpus.index}
        started = opening.started(opening.commands(places, corpus, peer), rounds)
        make: dict[str, Callable[[], opening.Opening]] = {
            "Explorer": lambda: ExplorerCorpus(self.work / "corpus"),
            "explorer": lambda: Explorer(corpus.index),
            "fts5": lambda: Fts5(self.work / "fts5"),
            "tantivy": lambda: Tantivy(self.work / "tantivy"),
        }
        self.rows += rows.of_opening(started, opening.opened(make, rounds), len(self.texts))

    def _recoll(self) -> recoll.Recoll | None:
        if not self.options.recoll:
            return None
        if not recoll.installed():
            self.tell("Recoll is not installed (Debian's recollcmd): its row is left out")
            return None
        peer = recoll.Recoll(self.work / "recoll")
        peer.write(self.texts)
        with timed() as taken:
            peer.build()
        self.tell(f"Recoll: {len(self.texts):,} files in {taken.wall:.1f} s")
        return peer

    def _change(self, corpus: ExplorerCorpus) -> None:
        engines: dict[str, Engine] = {Explorer.name: Explorer(corpus.index)}
        engines |= {kind.name: kind(self.work / name) for name, kind in PEERS.items()}
        for engine in engines.values():
            engine.open()
        found = changing.changed(engines, self.texts, self.options.rounds)
        for engine in engines.values():
            engine.close()
        self.rows += rows.of_changing(found, len(self.texts))

    def _long(self) -> None:
        characters = min(long_document.CHARACTERS, self.options.docs * long_document.FOR_EACH)
        answers = long_document.passages(self.real, self.work, min(3, self.options.rounds), characters)
        self.rows += rows.of_long(answers, characters)
        shutil.rmtree(self.work / "long", ignore_errors=True)
