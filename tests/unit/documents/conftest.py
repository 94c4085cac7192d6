from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from explorer.config import DocumentRules
from explorer.documents import discover, read_document
from explorer.model.document import FileStamp, FoundFile, ReadDocument


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], FoundFile]:
    """Write a file below the test's folder, and return it as discovery would."""

    def _write(name: str, content: str | bytes) -> FoundFile:
        location = tmp_path / name
        location.parent.mkdir(parents=True, exist_ok=True)
        location.write_bytes(content.encode() if isinstance(content, str) else content)
        status = location.stat()
        return FoundFile(name, str(location), FileStamp(status.st_size, status.st_mtime_ns))

    return _write


@pytest.fixture
def read(write: Callable[[str, str | bytes], FoundFile]) -> Callable[..., ReadDocument]:
    """Write a file and read it as a document."""

    def _read(content: str | bytes, name: str = "a.txt", **rules: object) -> ReadDocument:
        return read_document(write(name, content), DocumentRules(**rules))

    return _read


@pytest.fixture
def paths(tmp_path: Path) -> Callable[..., list[str]]:
    """List the paths that discovery finds in the test's folder."""
    return lambda **rules: [file.path for file in discover(tmp_path, DocumentRules(**rules)).files]
