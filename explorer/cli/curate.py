"""`explorer curate`: rules that correct who and what was found, kept in a file, applied at once, and taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

import click

from explorer.cli.corpus import built
from explorer.cli.invocation import Invocation
from explorer.cli.jsonl import print_json
from explorer.cli.options import config_option, in_option, json_option
from explorer.cli.terminal import counted, narrate, say
from explorer.errors import UsageError
from explorer.model.curation import CuratedRule, Curation, Kind, Rule
from explorer.model.entity import BY_VALUE, EntityType
from explorer.model.safe import safe

Decorated = TypeVar("Decorated", bound=Callable[..., Any])

TYPES = click.Choice([each.value for each in EntityType if each is not EntityType.DATE])
GIVEN = click.Choice([each.value for each in EntityType if each not in BY_VALUE])


@click.group("curate", short_help="Correct who and what was found.")
def command() -> None:
    """Correct who and what was found: by rules that are kept in a file, applied at once and at every index.

    Names and types are meant as `explorer entities` lists them. `explorer curate list` says which rules there are
    and how much each changes; docs/curation.md shows how to write them by hand.
    """


def _shared(given: Decorated) -> Decorated:
    """Add the options of all that keep a rule."""
    note = click.option("--note", default="", metavar="TEXT", help="Why, for those who read the file.")
    return note(in_option(json_option(config_option(given))))


def _limited(given: Decorated) -> Decorated:
    """Add the options that limit a rule to documents and sentences."""
    paths = click.option(
        "--documents", multiple=True, metavar="PATTERN", help="Only in files like this, written as in .gitignore."
    )
    having = click.option("--with", "having", multiple=True, metavar="WORD", help="Only in documents with this word.")
    beside = click.option("--beside", multiple=True, metavar="WORD", help="Only in sentences with this word.")
    return paths(having(beside(given)))


def _typed(help_: str) -> Callable[[Decorated], Decorated]:
    """Add --type."""
    return click.option("--type", "kind", type=TYPES, help=help_)


@command.command("merge")
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@click.option("--into", default="", metavar="NAME", help="What they are called together. Default: the first.")
@_typed("Only entities of this type.")
@_limited
@_shared
@click.pass_obj
def merge(invocation: Invocation, /, names: tuple[str, ...], into: str, kind: str | None, **rest: Any) -> int:
    """Make entities one: `explorer curate merge "Dmitri Rogosin" --into "Dmitry Rogozin"`."""
    return _keep(invocation, Kind.MERGE, names, kind, to=into, **rest)


@command.command("split")
@click.argument("name")
@click.option("--as", "to", required=True, metavar="NAME", help="What the other one is called.")
@_typed("Only an entity of this type.")
@_limited
@_shared
@click.pass_obj
def split(invocation: Invocation, /, name: str, to: str, kind: str | None, **rest: Any) -> int:
    """Tell two apart that have one name: `explorer curate split Smith --as "Jo Smith" --documents "sport/*"`."""
    return _keep(invocation, Kind.SPLIT, (name,), kind, to=to, **rest)


@command.command("rename")
@click.argument("name")
@click.argument("to", metavar="NEW")
@_typed("Only an entity of this type.")
@_limited
@_shared
@click.pass_obj
def rename(invocation: Invocation, /, name: str, to: str, kind: str | None, **rest: Any) -> int:
    """Call an entity by another name: `explorer curate rename Moskva Moscow`."""
    return _keep(invocation, Kind.RENAME, (name,), kind, to=to, **rest)


@command.command("retype")
@click.argument("name")
@click.argument("to", metavar="TYPE", type=GIVEN)
@_typed("Only an entity of this type.")
@_limited
@_shared
@click.pass_obj
def retype(invocation: Invocation, /, name: str, to: str, kind: str | None, **rest: Any) -> int:
    """Give an entity another type: `explorer curate retype Mercury organisation`."""
    return _keep(invocation, Kind.RETYPE, (name,), kind, becomes=EntityType(to), **rest)


@command.command("reject")
@click.argument("names", nargs=-1, required=True, metavar="NAME…")
@_typed("Only as this type.")
@_limited
@_shared
@click.pass_obj
def reject(invocation: Invocation, /, names: tuple[str, ...], kind: str | None, **rest: Any) -> int:
    """Say that a name is none: `explorer curate reject Will --type person`."""
    return _keep(invocation, Kind.REJECT, names, kind, **rest)


@command.command("add")
@click.argument("name")
@click.option("--type", "kind", type=GIVEN, required=True, help="What it is.")
@click.option("--alias", "aliases", multiple=True, metavar="NAME", help="Another name of it; may be given again.")
@_limited
@_shared
@click.pass_obj
def add(invocation: Invocation, /, name: str, kind: str, aliases: tuple[str, ...], **rest: Any) -> int:
    """Say that a name is one wherever it stands: `explorer curate add "Project Gemini" --type organisation`."""
    return _keep(invocation, Kind.ADD, (name, *aliases), kind, **rest)


@command.command("list")
@in_option
@json_option
@config_option
@click.pass_obj
def list_(invocation: Invocation, folder: Path | None, as_json: bool) -> int:
    """List the rules in their order, with the mentions and documents that each one changes."""
    with built(invocation, folder) as library:
        curation = library.curation()
    narrate(f"{curation.path}")
    _print(curation, curation.rules, as_json)
    return 0 if curation.rules else 1


@command.command("undo")
@click.argument("which", required=False, metavar="[RULE]")
@in_option
@json_option
@config_option
@click.pass_obj
def undo(invocation: Invocation, which: str | None, folder: Path | None, as_json: bool) -> int:
    """Take a rule back, by its number in the list or its id; by default the last one."""
    with built(invocation, folder) as library:
        gone = library.uncurate(None if which is None else _chosen(library.curation(), which))
    if as_json:
        print_json(of_rule(gone))
    else:
        say(f"taken back: {safe(str(gone))}")
    return 0


@command.command("apply")
@in_option
@json_option
@config_option
@click.pass_obj
def apply(invocation: Invocation, folder: Path | None, as_json: bool) -> int:
    """Apply the file as it is now, after it was edited by hand."""
    with built(invocation, folder) as library:
        curation = library.apply_curation()
    _print(curation, curation.rules, as_json)
    return 0


@command.command("check")
@click.argument("file", required=False, type=click.Path(path_type=Path))
@in_option
@json_option
@config_option
@click.pass_obj
def check(invocation: Invocation, file: Path | None, folder: Path | None, as_json: bool) -> int:
    """Say what is wrong with a file of rules, by default that of the corpus, or what each rule would change."""
    with built(invocation, folder) as library:
        curation = library.try_curation(file)
    _print(curation, curation.rules, as_json)
    narrate(f"{curation.path}: valid, {counted(len(curation.rules), 'rule')}")
    return 0


def _keep(
    invocation: Invocation,
    what: Kind,
    names: tuple[str, ...],
    kind: str | None,
    *,
    note: str,
    folder: Path | None,
    as_json: bool,
    documents: tuple[str, ...],
    having: tuple[str, ...],
    beside: tuple[str, ...],
    to: str = "",
    becomes: EntityType | None = None,
) -> int:
    """Keep a rule and say what it changed."""
    type_ = EntityType(kind) if kind else None
    rule = Rule(what, names, type_, to, becomes, documents, having, beside, note=note)
    with built(invocation, folder) as library:
        kept = library.curate(rule)
        curation = library.curation()
    _print(curation, [kept], as_json)
    return 0


def _chosen(curation: Curation, which: str) -> Rule:
    """Return the rule of a number or an id; raises UsageError."""
    for each in curation.rules:
        if which in (str(each.number), each.rule.id):
            return each.rule
    raise UsageError(f"{curation.path} has no rule {which}; `explorer curate list` lists them")


def _print(curation: Curation, rules: Iterable[CuratedRule], as_json: bool) -> None:
    """Print a line for each rule; what there is to remark about one goes to stderr with its line of the file."""
    for each in rules:
        if as_json:
            print_json({**of_rule(each.rule), **of_effect(each)})
            continue
        say(row(each))
        for remark in each.effect.remarks if each.effect else ():
            narrate(f"{curation.path}:{each.line}: {remark}")


def row(curated: CuratedRule) -> str:
    """Return a rule as one line: its number, how much it changes, and what it says."""
    effect = curated.effect
    changes = f"{effect.mentions:>7,}× {effect.documents:>6,} docs" if effect else f"{'not applied yet':>20}"
    return f"{curated.number:>4} {changes}  {safe(str(curated.rule))}"


def of_rule(rule: Rule) -> dict[str, Any]:
    """Return a rule as JSON has it, without what it does not say."""
    values = {
        "rule": rule.kind.value,
        "names": list(rule.names),
        "type": rule.type and rule.type.value,
        "to": rule.becomes.value if rule.becomes else rule.to,
        "documents": list(rule.documents),
        "with": list(rule.having),
        "beside": list(rule.beside),
        "id": rule.id,
        "note": rule.note,
        "by": rule.by,
        "date": rule.date,
    }
    return {name: value for name, value in values.items() if value}


def of_effect(curated: CuratedRule) -> dict[str, Any]:
    """Return where a rule stands and what it changes as JSON has it, null while it is not applied."""
    effect = curated.effect
    return {
        "number": curated.number,
        "line": curated.line,
        "mentions_changed": effect.mentions if effect else None,
        "documents_changed": effect.documents if effect else None,
        "remarks": list(effect.remarks) if effect else [],
    }
