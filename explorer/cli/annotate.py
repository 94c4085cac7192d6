"""`explorer annotate FILE…`: what is found in files, without a catalogue; offsets are those of the decoded file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, compress
from pathlib import Path
from typing import Any

import click

from explorer.cli.invocation import Invocation
from explorer.cli.jsonl import print_json
from explorer.cli.options import config_option, json_option
from explorer.cli.settings import config_of
from explorer.cli.terminal import narrate, say
from explorer.errors import DocumentError
from explorer.model.document import ReadDocument
from explorer.model.entity import Annotations, Mention, Quote, Relation, RelationKind
from explorer.model.safe import safe
from explorer.model.span import Span


@click.command("annotate", short_help="Find entities in files, without indexing.")
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
@click.option("--quotes", is_flag=True, help="Quotations with their speakers, too.")
@click.option("--roles", is_flag=True, help="Roles of people, too.")
@click.option("--relations", is_flag=True, help="What sentences state of who is what to whom, roles included, too.")
@click.option("--all", "doubtful", is_flag=True, help="Mentions below the configured confidence, too.")
@config_option
@click.pass_obj
def command(
    invocation: Invocation,
    files: tuple[Path, ...],
    as_json: bool,
    quotes: bool,
    roles: bool,
    relations: bool,
    doubtful: bool,
) -> int:
    """Find people, organisations, places and dates in files, without indexing them."""
    from explorer.library import Library  # a third of a second, which `--help` should not wait for

    config = config_of(invocation)
    code = 0
    for path in files:
        try:
            document, found = Library.annotate(path, config)
        except DocumentError as error:
            narrate(f"explorer: {error}")
            code = error.exit_code
            continue
        for warning in document.warnings:
            narrate(f"explorer: {path}: {warning}")
        rows = Rows(path, document, found)
        wanted = [rows.mentions(doubtful), rows.quotes(), rows.roles(), rows.relations()]
        for row in chain.from_iterable(compress(wanted, (True, quotes, roles, relations))):
            if as_json:
                print_json(row)
            else:
                say(readable(row))
    return code


class Rows:
    """The annotations of one file as objects to print, in the order of the text."""

    def __init__(self, path: Path, document: ReadDocument, found: Annotations) -> None:
        self._path = str(path)
        self._document = document
        self._found = found
        self._names = {entity.local: entity.name for entity in found.entities}

    def mentions(self, doubtful: bool) -> Iterator[dict[str, Any]]:
        """Yield mentions; `doubtful` ones are those that belong to no entity."""
        return (self._mention(each) for each in self._found.mentions if doubtful or each.local in self._names)

    def quotes(self) -> Iterator[dict[str, Any]]:
        """Yield quotations."""
        return (self._quote(number, each) for number, each in enumerate(self._found.quotes))

    def roles(self) -> Iterator[dict[str, Any]]:
        """Yield the roles of people, in words of their own."""
        return (self._role(each) for each in self._found.relations if each.kind is RelationKind.ROLE)

    def relations(self) -> Iterator[dict[str, Any]]:
        """Yield relations of all kinds, roles among them."""
        return map(self._relation, self._found.relations)

    def _row(self, kind: str, span: Span) -> dict[str, Any]:
        """Return what every object has: kind, file, the span in the decoded file, and its text."""
        original = self._document.offsets.span_to_original(span)
        return {
            "kind": kind,
            "file": self._path,
            "start": original.start,
            "end": original.end,
            "text": span.of(self._document.text),
        }

    def _mention(self, mention: Mention) -> dict[str, Any]:
        row = self._row("mention", mention.span) | {
            "type": mention.type,
            "label": mention.label or None,
            "entity": self._names.get(mention.local),
            "value": mention.date.edtf if mention.date else mention.value or None,
            "confidence": round(mention.confidence, 3),
            "found_by": mention.found_by,
            "why": mention.why,
        }
        if mention.date:
            row |= {
                "precision": mention.date.precision,
                "modifier": mention.date.modifier,
                "begin_day": mention.date.begin,
                "end_day": mention.date.end,
                "anchor": mention.date.anchor,
            }
        return row

    def _quote(self, number: int, quote: Quote) -> dict[str, Any]:
        return self._row("quote", quote.span) | {
            "number": number,
            "continues": quote.continues if quote.continues >= 0 else None,
            "speaker": self._names.get(quote.speaker_local),
            "named": quote.speaker.of(self._document.text) if quote.speaker else None,
            "cue": quote.cue,
            "direct": quote.direct,
            "form": quote.kind,
            "confidence": round(quote.confidence, 3),
        }

    def _role(self, role: Relation) -> dict[str, Any]:
        return self._row("role", role.span) | {
            "person": self._names.get(role.subject_local),
            "role": role.text,
            "qualifier": role.qualifier or None,
            "organisation": self._names.get(role.object_local),
        }

    def _relation(self, one: Relation) -> dict[str, Any]:
        sentences = self._found.sentences
        return self._row("relation", one.span) | {
            "relation": one.kind,
            "subject": self._names.get(one.subject_local),
            "what": one.text,
            "qualifier": one.qualifier or None,
            "object": self._names.get(one.object_local),
            "date": one.date or None,
            "sentence": sentences[one.sentence].of(self._document.text) if one.sentence >= 0 else None,
            "rule": one.rule,
            "confidence": round(one.confidence, 3),
        }


def readable(row: dict[str, Any]) -> str:
    """Return an object as one line for people."""
    place = f"{row['file']}:{row['start']}-{row['end']}"
    if row["kind"] == "quote":
        what = f"{'quotation':<12}  {row['text']}  — {row['speaker'] or 'unknown'}"
    elif row["kind"] == "role":
        qualifier = f"{row['qualifier']} " if row["qualifier"] else ""
        what = f"{'role':<12}  {row['person']}: {qualifier}{row['role']}"
        what += f", {row['organisation']}" if row["organisation"] else ""
    elif row["kind"] == "relation":
        qualifier = f"{row['qualifier']} " if row["qualifier"] else ""
        other = f" – {row['object']}" if row["object"] else ""
        when = f" ({row['date']})" if row["date"] else ""
        what = f"{row['relation']:<12}  {row['subject']}: {qualifier}{row['what']}{other}{when}"
    else:
        of = row["value"] if row["value"] is not None else row["entity"]
        what = f"{row['label'] or row['type']:<12}  {row['text']}"
        what += f"  = {of}" if of not in (None, row["text"]) else ""
    return safe(f"{place}  {what}")
