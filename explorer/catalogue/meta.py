"""Facts about the catalogue itself."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime


def get(connection: sqlite3.Connection, key: str) -> str | None:
    """Return one fact, or None."""
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return row[0] if row else None


def put(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Keep one fact."""
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (key, value))


def generation(connection: sqlite3.Connection) -> int:
    """Return the number that grows with each change that readers should see; 0 while there has been none."""
    return int(get(connection, "generation") or 0)


def next_generation(connection: sqlite3.Connection) -> int:
    """Count one change that readers should see."""
    number = generation(connection) + 1
    put(connection, "generation", str(number))
    put(connection, "updated", datetime.now(UTC).isoformat(timespec="seconds"))
    return number


def name(connection: sqlite3.Connection) -> str:
    """Return what tells this catalogue from every other, so that an index cannot follow the wrong one."""
    return get(connection, "name") or ""
