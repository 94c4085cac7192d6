"""Records a line each: as JSON, or as the cells of a table.

What a terminal obeys never gets into either: JSON escapes it, cells have visible signs in its place.
"""

from __future__ import annotations

import csv as tables
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from explorer.library.export.fields import FIELDS
from explorer.library.export.records import Record, Records
from explorer.model.safe import UNSAFE, safe

Write = Callable[[str], object]

BETWEEN = "; "
"""What parts the values of a list in a cell."""

BOM = "\ufeff"

_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]")


def json_line(values: Record) -> str:
    """Return a record as a line of JSON in which everything that a terminal obeys is escaped."""
    line = json.dumps(values, ensure_ascii=False)
    return UNSAFE.sub(lambda match: json.dumps(match[0])[1:-1], line) + "\n"


def jsonl(records: Records, write: Write) -> int:
    """Write the records of an export as JSON, one object a line; returns how many."""
    return _written(map(json_line, records.of(records.wanted.subject)), write)


def csv(records: Records, write: Write) -> int:
    """Write the records of an export as CSV after RFC 4180, with a line of headings; returns how many."""
    subject = records.wanted.subject
    if records.wanted.bom:
        write(BOM)
    return _written(table(FIELDS[subject], records.of(subject)), write) - 1


def _written(lines: Iterable[str], write: Write) -> int:
    count = 0
    for line in lines:
        write(line)
        count += 1
    return count


def table(fields: tuple[str, ...], records: Iterable[Record]) -> Iterator[str]:
    """Yield the lines of a table, the first of which has the names of the fields."""
    line = io.StringIO()
    writer = tables.writer(line)
    writer.writerow(fields)
    yield line.getvalue()
    for record in records:
        line.seek(0)
        line.truncate()
        writer.writerow([cell(record[field]) for field in fields])
        yield line.getvalue()


def cell(value: Any) -> Any:
    """Return a value as a cell that no spreadsheet takes for a formula: then an apostrophe stands before the text.

    Line ends and tabs become blanks, a list its values with a semicolon between them.
    """
    if value is None or isinstance(value, int | float):
        return "" if value is None else str(value).lower() if isinstance(value, bool) else value
    text = safe(BETWEEN.join(map(str, value)) if isinstance(value, list) else str(value))
    return f"'{text}" if _FORMULA.match(text) else text
