"""Records as entities of FollowTheMoney, one JSON object a line, as Aleph and its tools read them.

Whatever an entity refers to is in the same export.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import PurePosixPath

from explorer.entities.keys import has_legal_form
from explorer.library.export import schemata
from explorer.library.export.identifiers import identifier
from explorer.library.export.lines import json_line
from explorer.library.export.records import Record, Records
from explorer.model.entity import EntityType, RelationKind
from explorer.model.export import Subject
from explorer.model.language import three_letters

Write = Callable[[str], object]
Made = Iterator[Record]

_NO_DATASET = re.compile(r"[^a-z0-9]+")


class Entities:
    """The entities of one export, made of its records. Those that others refer to have to be made before them."""

    def __init__(self, records: Records) -> None:
        self._records = records
        self._dataset = _NO_DATASET.sub("_", records.dataset.casefold()).strip("_") or "documents"
        self._schemata: dict[str, str] = {}
        self._needed: tuple[frozenset[str], frozenset[str]] | None = None
        self._positions: dict[str, dict[str, None]] = {}

    def need(self, subject: Subject) -> Made:
        """Make of documents and things only those that records of a kind refer to; yields nothing."""
        documents: set[str] = set()
        things: set[str] = set()
        for each in self._records.of(subject):
            documents.add(each["document"])
            things.update(filter(None, (each.get(name) for name in ("subject", "object", "speaker"))))
            things.update(each.get("entities", ()))
        self._needed = frozenset(documents), frozenset(things)
        yield from ()

    def positions(self) -> Made:
        """Remember the roles of people that name nothing at which they are held; yields nothing."""
        for each in self._records.of(Subject.RELATIONS):
            if each["object"] is None and each["relation"] == RelationKind.ROLE:
                self._positions.setdefault(each["subject"], {})[_what(each)] = None
        yield from ()

    def documents(self) -> Made:
        """Yield the documents."""
        for each, values in self._records.documents_with(schemata.MENTIONED_TYPES):
            if self._needed and each["id"] not in self._needed[0]:
                continue
            path = PurePosixPath(each["path"])
            schema, media = schemata.DOCUMENTS.get(each["kind"], ("Document", "text/plain"))
            told = {
                "fileName": [path.name],
                "title": [each["title"]],
                "date": schemata.day(each["date"]),
                "author": [each["author"]],
                "publisher": [each["source"]],
                "keywords": each["tags"],
                "language": [three_letters(each["language"] or "")],
                "encoding": [each["encoding"]],
                "extension": [path.suffix.removeprefix(".").lower()],
                "mimeType": [media],
                "notes": [each["path"]],
            }
            for what, value in values:
                if what in schemata.MENTIONED:
                    told.setdefault(schemata.MENTIONED[what], []).append(value)
            yield self._made(each["id"], schema, each["title"] or path.name, told)

    def things(self) -> Made:
        """Yield the entities of types that have a schema."""
        for each in self._records.of(Subject.ENTITIES):
            schema = schemata.THINGS.get(EntityType(each["type"]))
            if schema is None or (self._needed and each["id"] not in self._needed[1]):
                continue
            if schema == "Organization" and any(map(has_legal_form, [each["name"], *each["names"]])):
                schema = "Company"
            self._schemata[each["id"]] = schema
            others = [name for name in each["names"] if name != each["name"]]
            weak = [name for name in others if schema == "Person" and len(name.split()) == 1]
            told = {"name": [each["name"]], "alias": [name for name in others if name not in weak], "weakAlias": weak}
            if schema == "Address":
                told["full"] = [each["name"]]
            if schema == "Article":
                told["title"] = [each["name"]]
            if schema == "Note":
                told["description"] = [each["label"] or each["name"]]
            if schema == "Person":
                told["position"] = list(self._positions.get(each["id"], ()))
            yield self._made(each["id"], schema, each["name"], told)

    def mentions(self) -> Made:
        """Yield which documents name whom and how, once for each document and entity.

        A Mention is resolved to a legal entity only; what else a document names is joined to it by Documentation.
        """
        for document, records in groupby(self._records.of(Subject.MENTIONS), key=lambda each: each["document"]):
            named: dict[str, list[str]] = {}
            for each in records:
                if each["entity"] in self._schemata:
                    named.setdefault(each["entity"], []).append(each["text"])
            for entity, names in named.items():
                schema = self._schemata[entity]
                told = {"document": [document], "name": names, "detectedSchema": [schema]}
                if schema in schemata.LEGAL_ENTITIES:
                    told["resolved"] = [entity]
                yield self._made(identifier("mentions", document, entity), "Mention", names[0], told)
                if schema not in schemata.LEGAL_ENTITIES:
                    told = {"document": [document], "entity": [entity], "role": [f"named {len(names)}×"]}
                    yield self._made(identifier("names", document, entity), "Documentation", told["role"][0], told)

    def relations(self) -> Made:
        """Yield what documents state of two things, each with its sentence and the document as proof."""
        for each in self._records.of(Subject.RELATIONS):
            subject, of = self._schemata.get(each["subject"]), self._schemata.get(each["object"] or "")
            if subject is None or of is None:
                continue
            kind, what = RelationKind(each["relation"]), _what(each)
            bond = schemata.bond(kind, each["what"], subject, of)
            past = each["qualifier"] == "former"
            told = {
                bond.subject: [each["subject"]],
                bond.object: [each["object"]],
                bond.told: [what],
                "status": [each["qualifier"]] if "status" in bond.more else [],
                "endDate" if past else "startDate": schemata.day(each["date"]),
                "summary": [each["sentence"]],
                "proof": [each["document"]],
            }
            yield self._made(each["id"], bond.schema, what, told)

    def quotes(self) -> Made:
        """Yield the quotations as notes about who said them, or about nobody if that is unknown."""
        for each in self._records.of(Subject.QUOTES):
            speaker = [each["speaker"]] if each["speaker"] in self._schemata else []
            told = {"description": [each["text"]], "entity": speaker, "proof": [each["document"]]}
            yield self._made(each["id"], "Note", each["text"], told)

    def timeline(self) -> Made:
        """Yield the dated statements as events."""
        for each in self._records.of(Subject.TIMELINE):
            known = [(number, self._schemata.get(number)) for number in each["entities"]]
            names = dict(zip(each["entities"], each["names"], strict=True))
            told = {
                "name": [each["sentence"]],
                "summary": [each["sentence"]],
                "description": [each["text"]],
                "startDate": [each["begin_day"]],
                "endDate": [each["end_day"]],
                "date": schemata.day(each["value"]),
                "involved": [number for number, schema in known if schema in schemata.LEGAL_ENTITIES],
                "location": [names[number] for number, schema in known if schema == "Address"],
                "proof": [each["document"]],
            }
            yield self._made(each["id"], "Event", each["sentence"], told)

    def links(self) -> Made:
        """Yield the links of documents, each once for each of the two that has it among its best."""
        for each in self._records.of(Subject.LINKS):
            if not self._records.is_wanted(each["to"]):
                continue
            told = {
                "subject": [each["document"]],
                "object": [each["to"]],
                "role": ["refers to" if each["refers"] else "related"],
                "summary": [", ".join(each["shared"])],
                "status": [str(each["score"])],
            }
            yield self._made(each["id"], "UnknownLink", told["role"][0], told)

    def _made(self, number: str, schema: str, caption: str, told: dict[str, list[str]]) -> Record:
        fitted = {name: schemata.fitting(name, values) for name, values in told.items()}
        return {
            "id": number,
            "schema": schema,
            "caption": " ".join(caption.split())[: schemata.LONGEST["name"]],
            "properties": {name: values for name, values in fitted.items() if values},
            "datasets": [self._dataset],
        }


def _what(relation: Record) -> str:
    """Return what a relation is, in words: `former chief executive`, or its kind if no words tell."""
    return " ".join(filter(None, (relation["qualifier"], relation["what"] or relation["relation"])))


Part = Callable[[Entities], Iterable[Record]]

SUBJECTS: dict[Subject, tuple[Part, ...]] = {
    Subject.DOCUMENTS: (Entities.documents,),
    Subject.ENTITIES: (Entities.things,),
    Subject.MENTIONS: (Entities.documents, Entities.things, Entities.mentions),
    Subject.LINKS: (Entities.documents, Entities.links),
    Subject.RELATIONS: (
        lambda made: made.need(Subject.RELATIONS),
        Entities.positions,
        Entities.documents,
        Entities.things,
        Entities.relations,
    ),
    Subject.QUOTES: (
        lambda made: made.need(Subject.QUOTES),
        Entities.documents,
        Entities.things,
        Entities.quotes,
    ),
    Subject.TIMELINE: (
        lambda made: made.need(Subject.TIMELINE),
        Entities.documents,
        Entities.things,
        Entities.timeline,
    ),
    Subject.ALL: (
        Entities.positions,
        Entities.documents,
        Entities.things,
        Entities.mentions,
        Entities.relations,
        Entities.quotes,
        Entities.timeline,
        Entities.links,
    ),
}
"""Of what an export of each subject is made, in the order in which it is written."""


def write(records: Records, write: Write) -> int:
    """Write an export as entities of FollowTheMoney, one a line; returns how many."""
    made = Entities(records)
    count = 0
    for part in SUBJECTS[records.wanted.subject]:
        for each in part(made):
            write(json_line(each))
            count += 1
    return count
