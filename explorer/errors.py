"""Everything that can go wrong in a way that a person should be told about.

ExplorerError                 exit code, what a front end prints in one line
├── UsageError            2   a command line that cannot be meant
├── ConfigError           2   config.yaml: file, line, key, nearest valid key
├── CurationError         2   curation.yaml: file, line, mistake
├── NotFound              1   no such document, entity or passage
├── FolderError           3   the folder is missing, not a folder, unreadable or empty
├── DocumentError         –   one file could not be read; counted and listed, never fatal
├── StorageError          5   the directories that Explorer writes to
│   ├── StorageReadOnly   5   disk full or read-only
│   ├── StorageUnsafe     5   others own it or can write into it; not even read
│   ├── CatalogueCorrupt  5   the catalogue is damaged or not a catalogue
│   ├── CatalogueNewer    5   written by a later Explorer
│   └── IndexCorrupt      5   the index is damaged; caught by Library, which rebuilds it
└── Locked                4   another process is writing; says who
"""

from __future__ import annotations


class ExplorerError(Exception):
    """Base of all errors shown to a person as one line, with the exit code of the command line."""

    exit_code = 70


class UsageError(ExplorerError):
    """The command line asks for something that cannot be meant."""

    exit_code = 2


class ConfigError(ExplorerError):
    """A mistake in a configuration file; the message names file, line, key and nearest valid key."""

    exit_code = 2


class CurationError(ExplorerError):
    """A mistake in a file of curation rules, which is left as it is; the message names file and line."""

    exit_code = 2


class NotFound(ExplorerError):
    """What was asked for by name does not exist."""

    exit_code = 1


class FolderError(ExplorerError):
    """The folder of documents is missing, not a folder, unreadable or holds no document."""

    exit_code = 3


class DocumentError(ExplorerError):
    """One file could not be read; `reason` is a short kind for grouping, such as "binary"."""

    exit_code = 3

    def __init__(self, path: str, reason: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.path = path
        self.reason = reason
        self.message = message


class StorageError(ExplorerError):
    """The catalogue or the index cannot be read or written."""

    exit_code = 5


class StorageReadOnly(StorageError):
    """A directory cannot be written: read-only or full."""


class StorageUnsafe(StorageError):
    """A directory belongs to somebody else or can be written by others: what is in it is not trusted."""


class CatalogueCorrupt(StorageError):
    """The catalogue file is damaged or is not a catalogue."""


class CatalogueNewer(StorageError):
    """The catalogue was written by a later version of Explorer."""


class IndexCorrupt(StorageError):
    """The index is damaged or of another schema; it can be rebuilt from the catalogue."""


class Locked(ExplorerError):
    """Another process writes to this corpus; `holder` says which."""

    exit_code = 4

    def __init__(self, what: str, holder: str) -> None:
        super().__init__(f"{what} is being written by {holder}")
        self.holder = holder
