"""JSON lines: one object a line, harmless on a terminal, and the fields of each kind of object.

All offsets count characters of the document's text (for `annotate`: of the decoded file), the end not included.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

from explorer.cli.terminal import say
from explorer.model.document import Document
from explorer.model.entity import EntityCount
from explorer.model.link import Event, Link, Sentence
from explorer.model.results import EntityCard, Hit, Hits, MaybeOne, QuoteOf, RelationOf
from explorer.model.safe import UNSAFE


def print_json(values: dict[str, Any]) -> None:
    """Print an object as one line of JSON on stdout."""
    say(json_line(values, ascii_only=(sys.stdout.encoding or "").lower() != "utf-8"))


def json_line(values: dict[str, Any], ascii_only: bool = False) -> str:
    """Return an object as one line of JSON in which everything that a terminal obeys is escaped."""
    line = json.dumps(values, ensure_ascii=ascii_only)
    return UNSAFE.sub(lambda match: json.dumps(match[0])[1:-1], line)


def of_suggestion(pair: MaybeOne) -> dict[str, Any]:
    """Return two entities that may be one, by which rule, and how surely."""
    left, right = (
        {"entity": one.name, "id": one.id, "type": one.type, "documents": one.documents, "names": list(one.names)}
        for one in (pair.left, pair.right)
    )
    return {"left": left, "right": right, "rule": pair.rule, "confidence": pair.confidence}


def of_document(document: Document) -> dict[str, Any]:
    """Return what is known of a document; `*_from` says where a piece of metadata was taken from."""
    return {
        "document": document.path,
        "id": document.id,
        "kind": document.kind,
        "title": document.title,
        "title_from": document.title_origin,
        "date": document.date,
        "date_from": document.date_origin,
        "source": document.source,
        "source_from": document.source_origin,
        "author": document.author,
        "author_from": document.author_origin,
        "tags": list(document.tags),
        "language": document.language or None,
        "encoding": document.encoding,
        "length": document.length,
        "sha256": document.digest,
    }


def of_hit(query: str, hits: Hits, hit: Hit, rank: int, about: Sequence[EntityCount] = ()) -> dict[str, Any]:
    """Return one hit of a query; `rank` counts from 1, `total` is the number of documents found.

    `about` are the entities that the document is about most.
    """
    return {
        "query": query,
        "rank": rank,
        "document": hit.document.path,
        "id": hit.document.id,
        "title": hit.document.title,
        "date": hit.document.date,
        "source": hit.document.source,
        "score": round(hit.score, 4),
        "total": hits.total,
        "about": [
            {"entity": each.entity.name, "type": each.entity.type, "salience": round(each.about, 3)} for each in about
        ],
        "passages": [
            {
                "start": passage.span.start,
                "end": passage.span.end,
                "text": passage.text,
                "hits": [[span.start, span.end] for span in passage.hits],
            }
            for passage in hit.passages
        ],
    }


def of_mistakes(query: str, line: int, hits: Hits) -> dict[str, Any]:
    """Return what is wrong with the query of a line, or what might be meant instead."""
    return {
        "query": query,
        "line": line,
        "total": hits.total,
        "mistakes": [
            {"start": each.place.start, "end": each.place.end, "message": each.message, "mended": each.mended}
            for each in hits.parsed.mistakes
        ],
        "suggestions": [each.text for each in hits.suggestions],
    } | ({"notices": list(hits.notices)} if hits.notices else {})


def of_entity(count: EntityCount, query: str, document: str | None) -> dict[str, Any]:
    """Return an entity with its counts: in the corpus and, with a document, `here`; `query` finds its documents.

    `salience` says how much the document is about it, 0–1.
    """
    entity = count.entity
    here = {} if document is None else {"document": document, "here": count.here, "salience": round(count.about, 3)}
    return here | {
        "id": entity.id,
        "type": entity.type,
        "label": entity.label or None,
        "name": entity.name,
        "names": list(entity.names),
        "mentions": entity.mentions,
        "documents": entity.documents,
        "query": query,
    }


def of_quote(quote: QuoteOf) -> dict[str, Any]:
    """Return a quotation; `text` joins its `parts`, `elsewhere` counts other documents that quote the same words."""
    document = quote.sentence.document
    return {
        "document": document.path,
        "id": document.id,
        "date": document.date,
        "start": quote.span.start,
        "end": quote.parts[-1].end,
        "parts": [[part.start, part.end] for part in quote.parts],
        "text": quote.quote,
        "form": quote.kind,
        "speaker": quote.speaker.entity.name if quote.speaker else None,
        "speaker_id": quote.speaker.entity.id if quote.speaker else None,
        "named": quote.named or None,
        "cue": quote.cue,
        "confidence": round(quote.confidence, 3),
        "elsewhere": quote.elsewhere,
        "sentence": quote.sentence.text,
    }


def of_sentence(sentence: Sentence) -> dict[str, Any]:
    """Return a sentence with its document; `marks` are what it is shown for."""
    return {
        "document": sentence.document.path,
        "date": sentence.document.date,
        "start": sentence.span.start,
        "end": sentence.span.end,
        "text": sentence.text,
        "marks": [[mark.start, mark.end] for mark in sentence.marks],
    }


def of_relation(relation: RelationOf) -> dict[str, Any]:
    """Return what `documents` documents state of an entity, with the newest sentence that does."""
    return {
        "relation": relation.kind,
        "subject": relation.subject.entity.name,
        "what": relation.text,
        "qualifier": relation.qualifier or None,
        "object": relation.object.entity.name if relation.object else None,
        "date": relation.date or None,
        "documents": relation.documents,
        "rule": relation.rule,
        "confidence": round(relation.confidence, 3),
        "sentence": of_sentence(relation.sentence),
    }


def of_card(card: EntityCard, query: str) -> dict[str, Any]:
    """Return all that is known of an entity."""
    return of_entity(card.entity, query, None) | {
        "names": [{"name": name, "mentions": mentions} for name, mentions in card.names],
        "joined": [
            {"name": each.name, "rule": each.rule, "confidence": round(each.confidence, 2)} for each in card.joined
        ],
        "maybe": [of_suggestion(each) for each in card.maybe],
        "relations": [of_relation(relation) for relation in card.relations],
        "companions": [
            {
                "id": each.entity.id,
                "type": each.entity.type,
                "name": each.entity.name,
                "sentences": each.sentences,
                "documents": each.documents,
            }
            for each in card.companions
        ],
        "quotations": [of_quote(each) for each in card.quotes],
        "in": [
            {"document": found.path, "title": found.title, "date": found.date, "mentions": count}
            for found, count in card.documents
        ],
    }


def _of_event(event: Event | None) -> dict[str, Any] | None:
    if event is None:
        return None
    return {
        "entities": [each.name for each in event.entities],
        "days_apart": event.apart,
        "day": event.day or None,
    }


def of_link(document: Document, link: Link) -> dict[str, Any]:
    """Return a related document with the reasons, strongest first, in words and as data.

    `same_text` is the share of the text that both have, 0 unless one is a copy; `copies` are not listed themselves.
    """
    return {
        "document": document.path,
        "to": link.document.path,
        "id": link.document.id,
        "title": link.document.title,
        "date": link.document.date,
        "source": link.document.source,
        "score": round(link.score, 4),
        "reasons": list(link.reasons),
        "same_text": round(link.same_text, 3),
        "copies": [each.path for each in link.copies],
        "event": _of_event(link.event),
        "quotes": list(link.quotes),
        "shared": [
            {
                "entity": each.entity.name,
                "type": each.entity.type,
                "weight": round(each.weight, 4),
                "here": each.here,
                "there": each.there,
            }
            for each in link.shared
        ],
        "references": [
            {
                "kind": each.kind,
                "target": each.target,
                "start": each.span.start,
                "end": each.span.end,
                "outgoing": each.outgoing,
            }
            for each in link.pointers
        ],
    }
