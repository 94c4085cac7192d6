"""The values that the documents of a corpus have, each with how many have it: what can be asked for."""

from __future__ import annotations

import sqlite3
from collections import Counter

from explorer.catalogue.documents import paths
from explorer.catalogue.names import fold

_LAST = "\U0010ffff"

_COUNTED = {
    "type": "SELECT kind, count(*) FROM documents GROUP BY 1",
    "source": "SELECT source, count(*) FROM documents WHERE source IS NOT NULL GROUP BY 1",
    "author": "SELECT author, count(*) FROM documents WHERE author IS NOT NULL GROUP BY 1",
    "lang": "SELECT language, count(*) FROM documents WHERE language <> '' GROUP BY 1",
    "tag": "SELECT t.value, count(DISTINCT d.id) FROM documents d, json_each(d.tags) t WHERE d.tags <> '[]' GROUP BY 1",
    "year": "SELECT substr(day, 1, 4), count(*) FROM documents WHERE day IS NOT NULL GROUP BY 1",
}


def counted(connection: sqlite3.Connection, field: str) -> tuple[tuple[str, int], ...]:
    """Return the values of type, source, author, lang, tag, year or folder with their documents, most first."""
    if field == "folder":
        folders: Counter[str] = Counter()
        for _, path in paths(connection):
            folders[path.rpartition("/")[0]] += 1
        rows = list(folders.items())
    else:
        rows = connection.execute(_COUNTED[field]).fetchall()
    return tuple(sorted(rows, key=lambda row: (-row[1], row[0])))


def file_names(connection: sqlite3.Connection, beginning: str, limit: int) -> list[str]:
    """Return paths of documents whose file's name begins so, case and accents folded, in the order of the names."""
    folded = fold(beginning)
    rows = connection.execute(
        "SELECT path FROM documents WHERE stem >= ? AND stem < ? ORDER BY stem, path LIMIT ?",
        (folded, folded + _LAST, limit),
    )
    return [row[0] for row in rows]
