"""Exports of the small corpus of news, read back."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from typing import Any

import pytest

from explorer.library import Library
from explorer.model.export import Export, Format, Subject


@pytest.fixture(scope="session")
def exported() -> Callable[..., str]:
    """Return an export as one text."""

    def export(library: Library, subject: Subject, format_: Format = Format.JSONL, **more: Any) -> str:
        pieces: list[str] = []
        library.export(Export(subject, format_, **more), pieces.append)
        return "".join(pieces)

    return export


@pytest.fixture(scope="session")
def objects(exported) -> Callable[..., list[dict[str, Any]]]:
    """Return an export of JSON lines as objects."""

    def read(*arguments: Any, **more: Any) -> list[dict[str, Any]]:
        return [json.loads(line) for line in exported(*arguments, **more).splitlines()]

    return read


@pytest.fixture(scope="session")
def rows(exported) -> Callable[..., list[dict[str, str]]]:
    """Return an export of CSV as its rows."""

    def read(library: Library, subject: Subject, **more: Any) -> list[dict[str, str]]:
        return list(csv.DictReader(io.StringIO(exported(library, subject, Format.CSV, **more), newline="")))

    return read
