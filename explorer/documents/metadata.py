"""Say of a document its title, date, source and author, and where each was taken from."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from explorer.documents.clean import bare
from explorer.documents.dateline import Opening, read_dateline
from explorer.documents.header import Header, read_header
from explorer.documents.language import language_of
from explorer.documents.lead import LONGEST, Lead, read_lead
from explorer.documents.titles import first_sentence, heading_line, markdown_heading, shortened
from explorer.documents.written_dates import MONTH, read_date, read_day
from explorer.model.document import Fact, Metadata, Origin
from explorer.model.span import Span

_HYPHENS = str.maketrans("_.", "--")
_BLANKS = str.maketrans("_.-", "   ")
_BY = re.compile(r"^[Bb][Yy][: ]\s*(?=\S)")
_LONGEST_VALUE = 500
"""Characters of a title, a source or an author that somebody wrote down as such."""
_MOST_LEADS = 6
"""Lines that are looked at above and below a heading."""
_MOST_PASSED_OVER = 2
_SHORT_LINE = 60

_DATE_IN_NAME = re.compile(
    r"(?<![0-9A-Za-z])(?:"
    r"([12]\d{3}([-_.])\d\d\2\d\d|[12]\d{3}(?:0\d|1[0-2])(?:[0-2]\d|3[01])|[12]\d{3}[-_](?:0\d|1[0-2]))"
    r"|(\d\d?([-_.])\d\d?\4[12]\d{3}"
    rf"|\d\d?[-_. ](?i:{MONTH})[-_. ][12]\d{{3}}|(?i:{MONTH})[-_. ]\d\d?(?:[-_ ]|, )[12]\d{{3}})"
    r")(?![0-9A-SU-Za-z]|T\D|[-_.]\d\d(?!\d))"
)
_DATE_IN_FOLDERS = re.compile(r"(?:^|/)([12]\d{3})/(\d\d)(?:/(\d\d))?(?=/)")


@dataclass(slots=True)
class _Findings:
    """What was found before it is decided what counts."""

    path: str
    kind: str
    text: str
    declared: dict[str, str]
    origin: Origin
    header: Header | None = None
    heading: Span | None = None
    opening: Opening | None = None
    leads: dict[str, Lead] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def describe(path: str, kind: str, text: str, declared: dict[str, str]) -> tuple[Metadata, tuple[str, ...]]:
    """Return a document's metadata and warnings; `declared` is what its front matter or its head says.

    The order is: declared, header, dateline, name of the file, and for the title the first heading or sentence.
    """
    found = _Findings(path, kind, text, declared, Origin.HTML if kind == "html" else Origin.FRONT_MATTER)
    if kind != "html":
        found.header = read_header(text)
    if found.header:
        found.warnings += found.header.warnings
    body = _look_at_opening(found, found.header.span.end if found.header else 0)
    date = _date(found)
    source = _declared(found, "source") or _dateline_source(found)
    metadata = Metadata(
        title=_title(found, body),
        date=date,
        source=source,
        author=_author(found),
        tags=_tags(found),
        dateline=found.opening.dateline if found.opening else None,
        header=found.header.span if found.header else None,
        address=declared.get("address", ""),
        language=language_of(text, _declared_language(found)),
    )
    return metadata, tuple(found.warnings)


def _look_at_opening(found: _Findings, body: int) -> int:
    """Find the heading, the dateline, and what lines beside them say; return where the heading or the text begins.

    The dateline stands at the start of the body or below the heading, with perhaps a byline or a date before it.
    """
    text = found.text
    body = _leads(found, body)
    if found.opening is not None:
        return body
    if found.kind == "md":
        found.heading = markdown_heading(text, body)
        after = text.find("\n", found.heading.end) if found.heading else -1
    elif found.kind == "txt":
        found.heading = heading_line(text, body) or _headline(found, body)
        after = found.heading.end if found.heading else -1
    else:
        after = text.find("\n", body)
    if after >= 0:
        _leads(found, after, passed_over=_MOST_PASSED_OVER)
    return body


def _leads(found: _Findings, at: int, passed_over: int = 0) -> int:
    """Take what lines say from `at` on, up to a dateline or the text; a few short lines that say nothing are passed."""
    start = at
    for _ in range(_MOST_LEADS):
        at = _next_word(found.text, at)
        lead = read_lead(found.text, at)
        if lead is not None:
            found.leads.setdefault(lead.name, lead)
            at = start = lead.end
            continue
        found.opening = read_dateline(found.text, at)
        end = found.text.find("\n", at, at + _SHORT_LINE)
        if found.opening or end < 0 or not passed_over:
            break
        passed_over -= 1
        at = end
    return start


def _headline(found: _Findings, body: int) -> Span | None:
    """Return the first line if what follows on the next shows that it is a headline: a byline, a date, a dateline."""
    start = _next_word(found.text, body)
    end = found.text.find("\n", start, start + LONGEST + 1)
    if end < 0:
        return None
    following = _next_word(found.text, end)
    if read_lead(found.text, following) is None and read_dateline(found.text, following) is None:
        return None
    return Span(start, start + len(found.text[start:end].rstrip()))


def _next_word(text: str, at: int) -> int:
    """Return the offset of the next character that is not blank."""
    match = re.compile(r"\s*").match(text, at)
    return match.end() if match else at


def _declared(found: _Findings, name: str) -> Fact | None:
    """Return what the file declares or its header says."""
    if found.declared.get(name):
        return Fact(shortened(found.declared[name], _LONGEST_VALUE), found.origin)
    if found.header and name in found.header.values:
        value, span = found.header.values[name]
        return Fact(shortened(value, _LONGEST_VALUE), Origin.HEADER, span)
    return None


def _declared_language(found: _Findings) -> str:
    fact = _declared(found, "language")
    return fact.value if fact else ""


def _date(found: _Findings) -> Fact | None:
    """Return the date of the document, as EDTF."""
    written = found.declared.get("date")
    if written:
        read = read_date(written)
        if read is None or read.problem:
            found.warnings.append(
                f"date in the {found.origin}: {read.problem if read else 'not understood: ' + written[:60]}"
            )
        if read is not None and read.edtf:
            return Fact(read.edtf, found.origin)
    if found.header and "date" in found.header.values:
        value, span = found.header.values["date"]
        return Fact(value, Origin.HEADER, span)
    if "date" in found.leads:
        return Fact(found.leads["date"].value, Origin.HEADER, found.leads["date"].span)
    named = _date_of_name(found)
    return _dateline_date(found, named) or (Fact(named, Origin.FILE_NAME) if named else None)


def _dateline_date(found: _Findings, near: str | None) -> Fact | None:
    """Return the dateline's date; a missing year comes from `near`."""
    if found.opening is None or found.opening.dateline.date is None:
        return None
    written = re.sub(r"^[A-Z][a-z]+day,?\s+", "", found.opening.date)
    read = read_date(written) or read_day(written, near)
    if read is None or read.edtf is None:
        if read is not None and read.problem:
            found.warnings.append(f"date in the dateline: {read.problem}")
        return None
    return Fact(read.edtf, Origin.DATELINE, found.opening.dateline.date)


def _date_of_name(found: _Findings) -> str | None:
    """Return the date that the file's name, or the folders it lies in, are made of."""
    name = PurePosixPath(found.path).name
    for match in _DATE_IN_NAME.finditer(name):
        written = match.group(1).translate(_HYPHENS) if match.group(1) else _spelt(match.group(3))
        read = read_date(written)
        if read is not None and read.edtf and (match.group(1) or not read.problem):
            return read.edtf
        if read is not None and match.group(2):
            found.warnings.append(f"date in the file's name: {read.problem}")
    folders = _DATE_IN_FOLDERS.findall(found.path)
    read = read_date("-".join(filter(None, folders[-1]))) if folders else None
    return read.edtf if read else None


def _author(found: _Findings) -> Fact | None:
    """Return who wrote the document, without the `By`."""
    declared = _declared(found, "author")
    if declared is not None:
        return replace(declared, value=_BY.sub("", declared.value))
    if "author" in found.leads:
        return Fact(found.leads["author"].value, Origin.HEADER, found.leads["author"].span)
    return None


def _spelt(date: str) -> str:
    """Return a date of a file's name that ends in its year as it would be written in a text."""
    return date.replace("_", "-") if date[0].isdigit() and date[-6].isdigit() else date.translate(_BLANKS)


def _dateline_source(found: _Findings) -> Fact | None:
    """Return the agency that the dateline names."""
    if found.opening is None or not found.opening.source:
        return None
    return Fact(bare(found.opening.source), Origin.DATELINE, found.opening.dateline.source)


def _title(found: _Findings, body: int) -> Fact:
    """Return the title; there always is one, be it the file's name."""
    declared = _declared(found, "title")
    if declared is not None:
        return Fact(
            shortened(declared.value) if found.kind == "html" else declared.value, declared.origin, declared.span
        )
    if found.kind == "html" and found.declared.get("heading"):
        return Fact(shortened(found.declared["heading"], _LONGEST_VALUE), Origin.HEADING)
    if found.heading is not None:
        return Fact(bare(found.heading.of(found.text)), Origin.HEADING, found.heading)
    start = found.opening.dateline.span.end if found.opening else body
    sentence = first_sentence(found.text, start) or first_sentence(found.text, body)
    if sentence is None:
        return Fact(PurePosixPath(found.path).stem or found.path, Origin.FILE_NAME)
    return Fact(shortened(sentence.of(found.text)), Origin.FIRST_SENTENCE, sentence)


def _tags(found: _Findings) -> tuple[str, ...]:
    """Return the tags that the document gives itself, each once."""
    headed = found.header.values.get("tags") if found.header else None
    written = found.declared.get("tags") or (headed[0] if headed else "")
    tags = (part.strip().lstrip("#") for part in written.split("," if "," in written else ";")[:50])
    return tuple(dict.fromkeys(shortened(tag) for tag in tags if tag))
