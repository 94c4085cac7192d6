"""`explorer entity NAME`: all that is known of one entity, as its card in the app shows it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import click

from explorer.cli.corpus import built
from explorer.cli.invocation import Invocation
from explorer.cli.jsonl import of_card, print_json
from explorer.cli.options import config_option, in_option, json_option, limit_option
from explorer.cli.terminal import Style, counted, narrate, say
from explorer.model.entity import EntityType
from explorer.model.link import Sentence
from explorer.model.results import EntityCard, Joined, MaybeOne, in_words
from explorer.model.safe import safe

OTHERS = 5  # of the same name that are told


@click.command("entity", short_help="Print what is known of one entity.")
@click.argument("name", metavar="NAME")
@click.option("--type", "kind", type=click.Choice([each.value for each in EntityType]), help="Only this type.")
@in_option
@json_option
@limit_option(10)
@config_option
@click.pass_obj
def command(invocation: Invocation, name: str, kind: str | None, folder: Path | None, as_json: bool, limit: int) -> int:
    """Print the card of an entity, by name or number: its names, roles, relations, companions and documents.

    Where several go by the name, it is the one in most documents, and the others are told. --limit is for each part,
    and --json prints them all.
    """
    with built(invocation, folder) as library:
        found = library.find_entity(name, EntityType(kind) if kind else None)
        chosen = found[0].entity
        card = library.card(chosen.id)
        if as_json:
            print_json(of_card(card, library.entity_query(chosen.id)))
        else:
            for line in lines(card, Style.of(sys.stdout), limit or sys.maxsize):
                say(line)
    if len(found) > 1:
        others = [f"{each.entity.id} {each.entity.name} ({each.entity.type})" for each in found[1 : OTHERS + 1]]
        more = ", …" if len(found) > OTHERS + 1 else ""
        narrate(f"also called so: {', '.join(others)}{more}")
    return 0


def lines(card: EntityCard, style: Style, limit: int) -> Iterator[str]:
    """Yield a card as lines, at most `limit` things in each part."""
    entity = card.entity.entity
    yield f"{style.bold(safe(entity.name))}  {entity.type}  " + style.dim(
        f"{counted(entity.mentions, 'mention')} in {counted(entity.documents, 'document')}, number {entity.id}"
    )
    parts = (
        ("names", [f"{count:>6,}×  {safe(name)}" for name, count in card.names]),
        ("taken for the same", [_joined(each, style) for each in card.joined]),
        ("may be the same", [_maybe(each, entity.id, style) for each in card.maybe]),
        ("roles and relations", list(_relations(card, style))),
        (
            "appears with",
            [
                f"{each.sentences:>6,}×  {safe(each.entity.name)}  "
                + style.dim(f"{each.entity.type}, {counted(each.documents, 'document')}")
                for each in card.companions
            ],
        ),
        ("quotations", [_sentence(each.sentence, style) for each in card.quotes]),
        (
            "documents",
            [
                f"{count:>6,}×  {safe(found.title)}  " + style.dim(_origin(found.date, found.path))
                for found, count in card.documents
            ],
        ),
    )
    for heading, those in parts:
        if those:
            more = f" ({len(those):,})" if len(those) > limit else ""
            yield ""
            yield style.bold(heading) + more
            yield from those[:limit]


def _joined(joined: Joined, style: Style) -> str:
    return f"  {joined.confidence:.2f}  {safe(joined.name)}  " + style.dim(joined.rule)


def _maybe(pair: MaybeOne, own: int, style: Style) -> str:
    other = pair.right if pair.left.id == own else pair.left
    told = f"{pair.rule}; {other.type}, {counted(other.documents, 'document')}"
    return f"  {pair.confidence:.2f}  {safe(other.name)}  " + style.dim(told)


def _relations(card: EntityCard, style: Style) -> Iterator[str]:
    """Yield each relation with the sentence that states it below."""
    for relation in card.relations:
        notes = [relation.date, counted(relation.documents, "document") if relation.documents > 1 else ""]
        note = style.dim("".join(f"  {safe(each)}" for each in notes if each))
        words = safe(in_words(relation, card.entity.entity.id))
        yield f"  {words}{note}\n{_sentence(relation.sentence, style)}"


def _sentence(sentence: Sentence, style: Style) -> str:
    said = " ".join(safe(sentence.text).split())
    return f"        {said}  " + style.dim(_origin(sentence.document.date, sentence.document.path))


def _origin(*parts: str | None) -> str:
    return " · ".join(safe(part) for part in parts if part)
