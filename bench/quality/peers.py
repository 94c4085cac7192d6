"""The order of the peers: each is asked for any of a question's words, which is the best that each can be asked."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from bench.engines.fts5 import Fts5
from bench.engines.stock import Stock, schema
from bench.engines.tantivy_engine import TEXT, Tantivy
from bench.quality.questions import Question
from bench.quality.scores import DEPTH
from bench.text import Text

Order = dict[str, list[str]]


def whoosh(snowball: bool, texts: Sequence[Text], questions: Sequence[Question], work: Path) -> Order:
    """Return the order of Whoosh's BM25F with its own parameters, by Snowball's stems and stop words or by its own."""
    from whoosh import index, query

    stock = Stock(work)
    work.mkdir(parents=True)
    made = index.create_in(str(work), schema(snowball))
    writer = made.writer()
    for values in stock.ready(texts):
        writer.add_document(**values)
    writer.commit()
    names = {str(one.number): one.name for one in texts}
    found: Order = {}
    with made.searcher() as searcher:
        analyse = made.schema["body"].analyzer
        for question in questions:
            terms = [query.Term(field, token.text) for token in analyse(question.text) for field in ("title", "body")]
            hits = searcher.search(query.Or(terms), limit=DEPTH)
            found[question.name] = [names[hit["number"]] for hit in hits]
    return found


def fts5(texts: Sequence[Text], questions: Sequence[Question], work: Path) -> Order:
    """Return the order of FTS5's bm25()."""
    engine = Fts5(work)

    def ask(words: list[str]) -> Sequence[int]:
        return engine.best(" OR ".join(f'"{word}"' for word in words), DEPTH)

    return _asked(engine, texts, questions, ask)


def tantivy(texts: Sequence[Text], questions: Sequence[Question], work: Path) -> Order:
    """Return the order of tantivy's BM25."""
    engine = Tantivy(work)

    def ask(words: list[str]) -> Sequence[int]:
        return engine.best(" ".join(words), list(TEXT), DEPTH)

    return _asked(engine, texts, questions, ask)


def _asked(
    engine: Fts5 | Tantivy,
    texts: Sequence[Text],
    questions: Sequence[Question],
    ask: Callable[[list[str]], Sequence[int]],
) -> Order:
    """Fill an engine, and return what it answers to the words of each question."""
    engine.begin()
    engine.put(engine.ready(texts))
    engine.commit()
    engine.open()
    names = {one.number: one.name for one in texts}
    found: Order = {}
    for question in questions:
        found[question.name] = [names[number] for number in ask(re.findall(r"\w+", question.text))]
    engine.close()
    return found


def all_peers() -> dict[str, Callable[[Sequence[Text], Sequence[Question], Path], Order]]:
    """Return the peers by what they are called in the table."""
    return {
        "Whoosh BM25F, Snowball": partial(whoosh, True),
        "Whoosh BM25F, its own stemmer": partial(whoosh, False),
        "SQLite FTS5": fts5,
        "tantivy": tantivy,
    }
