"""The fields of each kind of record, in their order: the keys of its JSON and the columns of its table."""

from __future__ import annotations

from explorer.model.export import Subject

_PLACE = ("document", "path", "start", "end")

FIELDS: dict[Subject, tuple[str, ...]] = {
    Subject.DOCUMENTS: (
        *("id", "path", "title", "date", "source", "author", "kind", "language", "tags", "encoding"),
        *("length", "sha256", "mentions"),
    ),
    Subject.ENTITIES: ("id", "type", "label", "name", "names", "mentions", "documents"),
    Subject.MENTIONS: (
        *("id", *_PLACE, "text", "type", "label", "entity", "name", "value", "confidence", "found_by", "why"),
        "sentence",
    ),
    Subject.LINKS: ("id", "document", "path", "rank", "to", "to_path", "score", "shared", "refers", "referred"),
    Subject.TIMELINE: (
        *("id", "begin_day", "end_day", "value", "precision", "modifier", "text", "anchor", "confidence", *_PLACE),
        *("entities", "names", "sentence"),
    ),
    Subject.QUOTES: (
        *("id", *_PLACE, "text", "form", "speaker", "name", "named", "cue", "part_of", "confidence", "sentence"),
    ),
    Subject.RELATIONS: (
        *("id", "relation", "subject", "name", "what", "qualifier", "object", "object_name", "date", *_PLACE),
        *("rule", "confidence", "sentence"),
    ),
}
