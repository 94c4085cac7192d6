"""Documents and annotations as rows: packed where they are made, so that little crosses from process to process."""

from __future__ import annotations

import json
import re
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from operator import attrgetter
from pathlib import PurePosixPath
from typing import Any

from explorer.catalogue.names import fold
from explorer.catalogue.quoted import ends, pack_quotes
from explorer.errors import CatalogueCorrupt
from explorer.model.address import address
from explorer.model.document import Dateline, Document, Fact, Metadata, Origin, ReadDocument
from explorer.model.entity import Annotations, EntityType
from explorer.model.span import OffsetMap, Span, Spans
from explorer.values import dataclass

MANY = 10_000
"""Sentences of a text that are not all made at once."""

TYPES = tuple(EntityType)
CODE = {type_: code for code, type_ in enumerate(TYPES)}
_ORIGINS = {origin.value: origin for origin in Origin}
_ORIGINS_OR_NONE: dict[str | None, Origin | None] = {None: None, **{origin.value: origin for origin in Origin}}

_STATED = "kind.value subject_local text object_local qualifier date span.start span.end sentence rule confidence"
_stated = attrgetter(*_STATED.split())

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Packed:
    """One document ready to be stored; the rows lack the numbers that only the catalogue gives.

    `document` are the columns of `DOCUMENT_COLUMNS`, `text` those of texts after the number, `entities` are
    (local, type, key, name, count, start, end, merged_by, salience, label), `names` (local, name, folded, mentions),
    `values` (number of the mention, label, value).
    """

    path: str
    digest: str
    document: Row
    text: Row
    entities: tuple[Row, ...]
    names: tuple[Row, ...]
    mentions: tuple[Row, ...]
    dates: tuple[Row, ...]
    values: tuple[Row, ...]
    quotes: tuple[Row, ...]
    relations: tuple[Row, ...]
    pointers: tuple[Row, ...]
    warnings: tuple[str, ...]


DOCUMENT_COLUMNS = (
    "path, kind, title, title_origin, date, date_origin, source, source_origin, author, author_origin, encoding, "
    "length, digest, tags, day, stem, heading, address, language, size, mtime_ns, read_by, annotated_by, mentions"
)
MODEL_COLUMNS = (
    "id, path, kind, title, title_origin, date, date_origin, source, source_origin, author, author_origin, encoding, "
    "length, digest, tags, language"
)


def pack(document: ReadDocument, annotations: Annotations, read_by: str, annotated_by: str) -> Packed:
    """Turn a document and what was found in it into rows; the fingerprints say by which rules."""
    text = document.text
    return Packed(
        document.path,
        document.digest,
        _document(document, read_by, annotated_by, sum(mention.local >= 0 for mention in annotations.mentions)),
        (text, _pack_offsets(document.offsets), pack_spans(annotations.sentences), _pack_metadata(document.metadata)),
        *_entities(annotations, text),
        tuple(
            (n, m.span.start, m.span.end, CODE[m.type], m.local, m.sentence, m.confidence, m.found_by, m.why)
            for n, m in enumerate(annotations.mentions)
        ),
        tuple(
            (n, d.edtf, d.precision, d.begin, d.end, d.modifier, d.anchor, d.confidence)
            for n, d in ((n, m.date) for n, m in enumerate(annotations.mentions))
            if d is not None
        ),
        tuple((n, m.label, m.value) for n, m in enumerate(annotations.mentions) if m.label or m.value),
        pack_quotes(annotations.quotes),
        tuple((n, *_stated(r)) for n, r in enumerate(annotations.relations)),
        tuple((n, r.kind, r.target, r.span.start, r.span.end) for n, r in enumerate(document.references)),
        document.warnings,
    )


def _document(document: ReadDocument, read_by: str, annotated_by: str, mentions: int) -> Row:
    facts = document.metadata
    return (
        document.path,
        document.kind,
        *_fact(facts.title),
        *_fact(facts.date),
        *_fact(facts.source),
        *_fact(facts.author),
        document.encoding,
        len(document.text),
        document.digest,
        json.dumps(facts.tags, ensure_ascii=False),
        first_day(facts.date.value) if facts.date else None,
        fold(PurePosixPath(document.path).stem),
        fold(facts.title.value),
        address(facts.address) or (address(facts.source.value) if facts.source else ""),
        facts.language,
        document.stamp.size,
        document.stamp.mtime_ns,
        read_by,
        annotated_by,
        mentions,
    )


def _fact(fact: Fact | None) -> tuple[str | None, str | None]:
    return (fact.value, fact.origin.value) if fact else (None, None)


def _entities(annotations: Annotations, text: str) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Return the rows of the local entities, and how often each of their names is written."""
    firsts: dict[int, Span] = {}
    written: dict[int, Counter[str]] = {}
    for mention in annotations.mentions:
        if mention.local >= 0:
            firsts.setdefault(mention.local, mention.span)
            name = " ".join(mention.span.of(text).split())
            written.setdefault(mention.local, Counter())[name] += 1
    entities, names = [], []
    for entity in annotations.entities:
        counts = written.get(entity.local, Counter())
        merged_by = json.dumps(entity.merged_by, ensure_ascii=False) if entity.merged_by else ""
        first = ends(firsts.get(entity.local))
        known = (entity.local, CODE[entity.type], entity.key, entity.name)
        salience = round(1000 * entity.salience)
        entities.append((*known, counts.total(), *first, merged_by, salience, entity.label))
        names += [
            # A date is looked up by its value: its words ("Monday") mean another day elsewhere.
            (entity.local, name, "" if entity.type is EntityType.DATE else fold(name), counts[name])
            for name in {entity.name, *counts}
        ]
    return tuple(entities), tuple(names)


def pack_spans(spans: Sequence[Span]) -> bytes:
    """Write spans as unsigned 32-bit numbers, each start followed by its end."""
    return array("I", [at for span in spans for at in (span.start, span.end)]).tobytes()


def unpack_spans(packed: bytes) -> Sequence[Span]:
    """Read what `pack_spans` wrote, many of them when they are asked for; raises CatalogueCorrupt."""
    numbers = unpack_numbers(packed)
    if len(numbers) < 2 * MANY:
        return tuple(map(Span, numbers[::2], numbers[1::2]))

    def parts(count: int) -> set[int]:
        return {start * count // max(1, numbers[-1]) for start in numbers[::2]}

    return Spans(len(numbers) // 2, lambda number: Span(numbers[2 * number], numbers[2 * number + 1]), parts)


def unpack_numbers(packed: bytes) -> array[int]:
    """Read unsigned 32-bit numbers; raises CatalogueCorrupt."""
    numbers = array("I")
    try:
        numbers.frombytes(packed)
    except (TypeError, ValueError) as error:
        raise CatalogueCorrupt(f"the catalogue holds a list of places that is none ({error})") from error
    return numbers


def _pack_offsets(offsets: OffsetMap) -> bytes:
    return array("I", [at for pair in zip(offsets.kept, offsets.original, strict=True) for at in pair]).tobytes()


def unpack_offsets(packed: bytes) -> OffsetMap:
    """Read an offset map as it is stored; raises CatalogueCorrupt."""
    numbers = unpack_numbers(packed)
    return OffsetMap(tuple(numbers[::2]), tuple(numbers[1::2]))


def _pack_metadata(metadata: Metadata) -> str:
    """Write what only a new annotation needs: where the parts of header and dateline stand."""
    line = metadata.dateline
    facts = (metadata.title, metadata.date, metadata.source, metadata.author)
    spans = [ends(fact.span) if fact else (None, None) for fact in facts]
    dateline = [ends(span) for span in (line.span, line.place, line.date, line.source)] if line else None
    return json.dumps(
        {"facts": spans, "dateline": dateline, "header": ends(metadata.header), "address": metadata.address}
    )


def unpack_metadata(packed: str, document: Document) -> Metadata:
    """Join a document's columns with the spans that `pack` stored beside its text; raises CatalogueCorrupt."""
    try:
        return _unpacked_metadata(json.loads(packed), document)
    except (TypeError, ValueError, LookupError) as error:
        raise CatalogueCorrupt(f"the catalogue cannot say where the metadata of {document.path} stand") from error


def _unpacked_metadata(stored: dict[str, Any], document: Document) -> Metadata:
    title, date, source, author = (_span(pair) for pair in stored["facts"])
    dateline = None
    if stored["dateline"]:
        whole, *parts = (_span(pair) for pair in stored["dateline"])
        if whole:
            dateline = Dateline(whole, *parts)
    return Metadata(
        Fact(document.title, document.title_origin, title),
        _known(document.date, document.date_origin, date),
        _known(document.source, document.source_origin, source),
        _known(document.author, document.author_origin, author),
        document.tags,
        dateline,
        _span(stored["header"]),
        stored.get("address", ""),
        document.language,
    )


def _known(value: str | None, origin: Origin | None, span: Span | None) -> Fact | None:
    return Fact(value, origin, span) if value is not None and origin is not None else None


def _span(pair: Iterable[int | None]) -> Span | None:
    start, end = pair
    return Span(start, end) if start is not None and end is not None else None


def unpack_document(row: Row) -> Document:
    """Make a document of the columns of `MODEL_COLUMNS`; raises CatalogueCorrupt."""
    number, path, kind, title, of_title, date, of_date, source, of_source, author, of_author, *rest = row
    try:
        encoding, length, digest, tags, language = rest
        return Document(
            number,
            path,
            kind,
            title,
            _ORIGINS[of_title],
            date,
            _ORIGINS_OR_NONE[of_date],
            source,
            _ORIGINS_OR_NONE[of_source],
            author,
            _ORIGINS_OR_NONE[of_author],
            encoding,
            length,
            digest,
            _tags(tags),
            language,
        )
    except (TypeError, ValueError, LookupError) as error:
        raise CatalogueCorrupt(f"the catalogue holds a document that is none ({error})") from error


@lru_cache(1024)
def _tags(stored: str) -> tuple[str, ...]:
    """Return tags as they are stored; many documents have the same."""
    return tuple(json.loads(stored))


def type_of(code: int) -> EntityType:
    """Return the type that a code stands for; raises CatalogueCorrupt."""
    try:
        return TYPES[code]
    except (TypeError, LookupError) as error:
        raise CatalogueCorrupt(f"the catalogue holds an entity of no type ({error})") from error


_EDTF_START = re.compile(r"(\d{4}|\d{3}X|\d\dXX)(?:-(\d\d))?(?:-(\d\d))?")
_SEASON_MONTHS = {"21": "03", "22": "06", "23": "09", "24": "12", "33": "01", "34": "04", "35": "07", "36": "10"}


def first_day(edtf: str) -> str | None:
    """Return the first day of an EDTF date, ISO: `199X` → 1990-01-01, `2020-21` (spring) → 2020-03-01; or None."""
    match = _EDTF_START.match(edtf)
    if not match:
        return None
    year, month, day = match.groups()
    month = _SEASON_MONTHS.get(month or "01", month or "01")
    return f"{year.replace('X', '0')}-{month}-{day or '01'}"
