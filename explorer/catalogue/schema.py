"""The catalogue's tables, and the steps that bring an older catalogue up to them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

from explorer.errors import CatalogueNewer
from explorer.model.address import address

APPLICATION = 0x45585052
"""What marks an SQLite file as a catalogue ("EXPR")."""

# One table a question. Rows of a document are found by its number; keys, not entities, stand in them, so that merging
# two entities is one update of entity_keys and changes nothing else, the index included.
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE documents (
    id INTEGER PRIMARY KEY AUTOINCREMENT,  -- never given twice, so that an index cannot confuse two documents
    path TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, title TEXT NOT NULL, title_origin TEXT NOT NULL,
    date TEXT, date_origin TEXT, source TEXT, source_origin TEXT, author TEXT, author_origin TEXT,
    encoding TEXT NOT NULL, length INTEGER NOT NULL, digest TEXT NOT NULL, tags TEXT NOT NULL,
    day TEXT,                              -- the first day of date, ISO
    stem TEXT NOT NULL, heading TEXT NOT NULL,  -- file name without ending, and title, both folded
    size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL,
    read_by TEXT NOT NULL, annotated_by TEXT NOT NULL,  -- fingerprints of the rules that made the rows
    mentions INTEGER NOT NULL,
    changed INTEGER NOT NULL               -- the generation that wrote it
);
CREATE INDEX documents_by_day ON documents (day DESC);
CREATE INDEX documents_by_digest ON documents (digest);
CREATE INDEX documents_by_change ON documents (changed);
CREATE INDEX documents_by_stem ON documents (stem);
CREATE INDEX documents_by_heading ON documents (heading);
CREATE INDEX documents_by_source ON documents (source);
CREATE TABLE removed (document INTEGER PRIMARY KEY, changed INTEGER NOT NULL);

CREATE TABLE texts (
    document INTEGER PRIMARY KEY, text TEXT NOT NULL,
    offsets BLOB NOT NULL, sentences BLOB NOT NULL, metadata TEXT NOT NULL
);

CREATE TABLE entities (
    id INTEGER PRIMARY KEY AUTOINCREMENT, type INTEGER NOT NULL, name TEXT NOT NULL,
    mentions INTEGER NOT NULL DEFAULT 0, documents INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX entities_by_documents ON entities (type, documents DESC);
CREATE TABLE entity_keys (
    id INTEGER PRIMARY KEY AUTOINCREMENT, type INTEGER NOT NULL, key TEXT NOT NULL, entity INTEGER NOT NULL,
    home INTEGER NOT NULL,                 -- the entity it has of its own, while it is merged into another
    rule TEXT NOT NULL DEFAULT '',         -- what merged it
    UNIQUE (type, key)
);
CREATE INDEX keys_by_entity ON entity_keys (entity);
CREATE TABLE names (  -- how a key is written: in so many mentions, and as the best name of so many documents
    key INTEGER NOT NULL, name TEXT NOT NULL, folded TEXT NOT NULL, mentions INTEGER NOT NULL, best INTEGER NOT NULL,
    PRIMARY KEY (key, name)
) WITHOUT ROWID;
CREATE INDEX names_by_folded ON names (folded, key);
CREATE TABLE name_words (word TEXT NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (word, key)) WITHOUT ROWID;

CREATE TABLE document_entities (
    document INTEGER NOT NULL, local INTEGER NOT NULL, key INTEGER NOT NULL, count INTEGER NOT NULL,
    name TEXT NOT NULL, start INTEGER, "end" INTEGER, merged_by TEXT NOT NULL, PRIMARY KEY (document, local)
) WITHOUT ROWID;
CREATE INDEX documents_of_key ON document_entities (key, document, count);
CREATE TABLE mentions (
    document INTEGER NOT NULL, number INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    type INTEGER NOT NULL, local INTEGER NOT NULL, sentence INTEGER NOT NULL, confidence REAL NOT NULL,
    reason INTEGER NOT NULL, PRIMARY KEY (document, number)
) WITHOUT ROWID;
CREATE TABLE reasons (
    id INTEGER PRIMARY KEY, found_by TEXT NOT NULL, why TEXT NOT NULL, UNIQUE (found_by, why)
);
CREATE TABLE dates (
    document INTEGER NOT NULL, number INTEGER NOT NULL, edtf TEXT NOT NULL, precision TEXT NOT NULL,
    begin TEXT NOT NULL, "end" TEXT NOT NULL, modifier TEXT NOT NULL, anchor TEXT NOT NULL, confidence REAL NOT NULL,
    PRIMARY KEY (document, number)
) WITHOUT ROWID;
CREATE TABLE quotes (
    document INTEGER NOT NULL, number INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL,
    speaker_start INTEGER, speaker_end INTEGER, cue TEXT NOT NULL, direct INTEGER NOT NULL, confidence REAL NOT NULL,
    speaker INTEGER NOT NULL, PRIMARY KEY (document, number)
) WITHOUT ROWID;
CREATE TABLE roles (
    document INTEGER NOT NULL, number INTEGER NOT NULL, person INTEGER NOT NULL, role TEXT NOT NULL,
    organisation INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, sentence INTEGER NOT NULL,
    PRIMARY KEY (document, number)
) WITHOUT ROWID;
CREATE TABLE pointers (
    document INTEGER NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, target TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, leads_to INTEGER, PRIMARY KEY (document, number)
) WITHOUT ROWID;
CREATE INDEX pointers_by_target ON pointers (leads_to) WHERE leads_to IS NOT NULL;

CREATE TABLE failures (
    path TEXT NOT NULL, reason TEXT NOT NULL, message TEXT NOT NULL, lost INTEGER NOT NULL,
    PRIMARY KEY (path, reason, message)
) WITHOUT ROWID;
CREATE TABLE marks (digest TEXT NOT NULL, mark TEXT NOT NULL, made TEXT NOT NULL, PRIMARY KEY (digest, mark))
WITHOUT ROWID;
CREATE TABLE notes (
    id INTEGER PRIMARY KEY, digest TEXT NOT NULL, start INTEGER, "end" INTEGER, note TEXT NOT NULL, made TEXT NOT NULL
);
"""


def _create(connection: sqlite3.Connection) -> None:
    for statement in _statements(_TABLES):
        connection.execute(statement)
    connection.execute("INSERT INTO meta VALUES ('name', lower(hex(randomblob(8))))")


def _statements(script: str) -> list[str]:
    """Split a script, because `executescript` would commit the transaction that must hold it together."""
    found, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            found.append(pending)
            pending = ""
    return found


def _find_notes(connection: sqlite3.Connection) -> None:
    """Let notes be found by what they are about, and forget names that nobody writes any more, with their words."""
    connection.execute("CREATE INDEX notes_by_digest ON notes (digest)")
    connection.execute("DELETE FROM names WHERE mentions <= 0 AND best <= 0")
    connection.execute(
        "DELETE FROM name_words WHERE NOT EXISTS (SELECT 1 FROM names n "
        "WHERE n.key = name_words.key AND instr(' ' || n.folded || ' ', ' ' || name_words.word || ' '))"
    )


def _find_addresses(connection: sqlite3.Connection) -> None:
    """Let a document be found by its address on the web, and references be resolved anew by it."""
    connection.execute("ALTER TABLE documents ADD COLUMN address TEXT NOT NULL DEFAULT ''")
    connection.execute("CREATE INDEX documents_by_address ON documents (address)")
    rows = connection.execute("SELECT id, source FROM documents WHERE source LIKE 'http%'").fetchall()
    connection.executemany(
        "UPDATE documents SET address = ? WHERE id = ?", [(address(source), number) for number, source in rows]
    )
    connection.execute("DELETE FROM meta WHERE key = 'resolved'")
    connection.execute("INSERT OR IGNORE INTO meta VALUES ('name', lower(hex(randomblob(8))))")


def _find_languages(connection: sqlite3.Connection) -> None:
    """Keep the language of each document, and let documents be found by the dates that their texts speak of."""
    connection.execute("ALTER TABLE documents ADD COLUMN language TEXT NOT NULL DEFAULT ''")
    connection.execute('CREATE INDEX dates_by_day ON dates (begin, "end", confidence, document)')


def _tell_quotes_apart(connection: sqlite3.Connection) -> None:
    """Keep the kind of each quotation, which one it carries on, and the fingerprint of its words."""
    # A quotation that was direct may be a partial one by now; its document is annotated again for that.
    connection.execute("ALTER TABLE quotes RENAME COLUMN direct TO kind")
    connection.execute("ALTER TABLE quotes ADD COLUMN continues INTEGER NOT NULL DEFAULT -1")
    connection.execute("ALTER TABLE quotes ADD COLUMN print INTEGER")
    connection.execute("CREATE INDEX quotes_by_print ON quotes (print, document) WHERE print IS NOT NULL")


def _weigh_entities(connection: sqlite3.Connection) -> None:
    """Keep how much each document is about each of its entities, and of each entity how much that is in all."""
    connection.execute("ALTER TABLE document_entities ADD COLUMN salience INTEGER NOT NULL DEFAULT 0")  # thousandths
    connection.execute("ALTER TABLE entities ADD COLUMN salience INTEGER NOT NULL DEFAULT 0")
    connection.execute("DROP INDEX documents_of_key")
    connection.execute("CREATE INDEX documents_of_key ON document_entities (key, document, count, salience)")


_RELATIONS = """
CREATE TABLE relations (
    document INTEGER NOT NULL, number INTEGER NOT NULL, kind TEXT NOT NULL, subject INTEGER NOT NULL,
    text TEXT NOT NULL, object INTEGER NOT NULL, qualifier TEXT NOT NULL, date TEXT NOT NULL,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, sentence INTEGER NOT NULL,
    rule TEXT NOT NULL, confidence REAL NOT NULL, PRIMARY KEY (document, number)
) WITHOUT ROWID;
INSERT INTO relations SELECT document, number, 'role', person, role, organisation, '', '', start, "end", sentence,
    'role', 0.8 FROM roles;
DROP TABLE roles;
"""


def _keep_relations(connection: sqlite3.Connection) -> None:
    """Keep relations of all kinds, of which the roles are one."""
    for statement in _statements(_RELATIONS):
        connection.execute(statement)


def _keep_values(connection: sqlite3.Connection) -> None:
    """Keep the values of what has one beside dates, and of which kind of its type something is."""
    connection.execute("ALTER TABLE entities ADD COLUMN label TEXT NOT NULL DEFAULT ''")
    connection.execute("CREATE INDEX entities_by_label ON entities (label) WHERE label <> ''")
    connection.execute(
        'CREATE TABLE "values" (document INTEGER NOT NULL, number INTEGER NOT NULL, label TEXT NOT NULL, '
        "value TEXT NOT NULL, PRIMARY KEY (document, number)) WITHOUT ROWID"
    )


def _keep_what_rules_change(connection: sqlite3.Connection) -> None:
    """Let rules of people change what was found, and remember beside it what was found, so that they can be undone."""
    # `was` is what a row held before a rule changed it, as JSON; document 0 stands for keys and entities.
    connection.execute(
        "CREATE TABLE uncurated (document INTEGER NOT NULL, what TEXT NOT NULL, number INTEGER NOT NULL, "
        "was TEXT NOT NULL, PRIMARY KEY (document, what, number)) WITHOUT ROWID"
    )
    # Where names stand that a rule added, and up to which generation they have been looked for.
    connection.execute(
        'CREATE TABLE spotted (document INTEGER NOT NULL, name TEXT NOT NULL, start INTEGER NOT NULL, "end" INTEGER '
        "NOT NULL, PRIMARY KEY (document, name, start)) WITHOUT ROWID"
    )
    connection.execute("CREATE INDEX spotted_by_name ON spotted (name, document)")
    connection.execute("CREATE TABLE sought (name TEXT PRIMARY KEY, generation INTEGER NOT NULL) WITHOUT ROWID")
    connection.execute("ALTER TABLE names ADD COLUMN given INTEGER NOT NULL DEFAULT 0")  # by the how manyth rule
    connection.execute("ALTER TABLE entity_keys ADD COLUMN curated INTEGER NOT NULL DEFAULT 0")  # made by a rule


def _resolve_what_changed(connection: sqlite3.Connection) -> None:
    """Keep what lets resolution across documents look at nothing but what has changed, and how sure it was."""
    for column in (
        "documents INTEGER NOT NULL DEFAULT 0",  # that have the key
        "confidence REAL NOT NULL DEFAULT 1",  # of what merged it
        "blocks BLOB NOT NULL DEFAULT x''",  # numbers of the blocks it is in, eight bytes each
        "likely INTEGER",  # the key that the rules merge it into, whatever a person says of it
        "likely_rule TEXT NOT NULL DEFAULT ''",
        "likely_confidence REAL NOT NULL DEFAULT 1",
    ):
        connection.execute(f"ALTER TABLE entity_keys ADD COLUMN {column}")
    connection.execute(
        "UPDATE entity_keys SET documents = "
        "(SELECT count(DISTINCT document) FROM document_entities d WHERE d.key = entity_keys.id)"
    )
    connection.execute(
        "CREATE TABLE key_blocks (block INTEGER NOT NULL, key INTEGER NOT NULL, PRIMARY KEY (block, key)) WITHOUT ROWID"
    )
    connection.execute(
        "CREATE TABLE pairs (block INTEGER NOT NULL, one INTEGER NOT NULL, other INTEGER NOT NULL, rule TEXT NOT NULL, "
        "confidence REAL NOT NULL, PRIMARY KEY (block, one, other)) WITHOUT ROWID"
    )
    connection.execute("CREATE INDEX pairs_by_one ON pairs (one)")
    connection.execute("CREATE INDEX pairs_by_other ON pairs (other)")
    connection.execute("CREATE INDEX pairs_by_confidence ON pairs (confidence)")
    connection.execute("CREATE TABLE touched (key INTEGER PRIMARY KEY)")
    connection.execute("DELETE FROM meta WHERE key = 'resolved'")


MIGRATIONS: tuple[Callable[[sqlite3.Connection], None], ...] = (
    _create,
    _find_notes,
    _find_addresses,
    _find_languages,
    _tell_quotes_apart,
    _weigh_entities,
    _keep_relations,
    _keep_values,
    _keep_what_rules_change,
    _resolve_what_changed,
)
"""Step i brings a catalogue of version i to version i + 1; version 0 is an empty file. Only ever append."""

VERSION = len(MIGRATIONS)


def migrate(connection: sqlite3.Connection, migrations: tuple[Callable[[sqlite3.Connection], None], ...]) -> None:
    """Bring a catalogue up to the newest version, all or nothing; raises CatalogueNewer if it is newer than that."""
    if version_of(connection, len(migrations)) == len(migrations):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in migrations[version_of(connection, len(migrations)) :]:
            step(connection)
        connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute(f"PRAGMA user_version = {len(migrations)}")
    except BaseException:
        # SQLite has already rolled back by itself when the disk is full.
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def version_of(connection: sqlite3.Connection, newest: int = VERSION) -> int:
    """Return a catalogue's version, 0 for an empty file; raises CatalogueNewer beyond `newest`."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > newest:
        raise CatalogueNewer(
            f"the catalogue has version {version} and this Explorer knows {newest}: use the Explorer that wrote it, "
            "or set storage in config.yaml to another directory"
        )
    return version
