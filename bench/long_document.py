"""Passages out of one document of 50 MB, wherever the words stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from bench.asking import Answers, ask
from bench.corpus import documents
from bench.engines.explorer_corpus import ExplorerCorpus
from bench.engines.fts5 import Fts5
from bench.queries import understood
from bench.text import Text

CHARACTERS = 49_000_000
FOR_EACH = 500
"""A smaller run takes a smaller document: so many characters for each document of its corpus."""

NEEDLE = "wayfarer"
"""A word that only the end of the document has."""

QUERIES = (
    NEEDLE,
    f"government {NEEDLE}",
    "government",
    "stock exchange",
    '"joint venture"',
    "telecom*",
    "gov*ment",
    "comission~",
)


def long_text(real: Sequence[Text], characters: int = CHARACTERS) -> Text:
    """Return one document of about so many characters, with a word at its end that stands nowhere else."""
    parts: list[str] = []
    size = 0
    for one in documents(real, 10**9):
        parts.append(one.text)
        size += len(one.text) + 2
        if size >= characters:
            break
    return Text(1, "long.txt", "A long document", "\n\n".join([*parts, f"Here a {NEEDLE} came by."]), "2001-01-01")


def passages(real: Sequence[Text], work: Path, rounds: int, characters: int = CHARACTERS) -> dict[str, Answers]:
    """Return the times of finding the document and its best passage, by Explorer and by FTS5's snippet()."""
    text = long_text(real, characters)
    corpus = ExplorerCorpus(work / "long")
    corpus.fill([[text]])
    corpus.follow()
    peer = Fts5(work / "long-peer")
    peer.begin()
    peer.put(peer.ready([text]))
    peer.commit()
    corpus.open()
    peer.open()
    try:
        return ask({corpus.name: corpus, peer.name: peer}, [understood("long", each) for each in QUERIES], rounds)
    finally:
        corpus.close()
        peer.close()
