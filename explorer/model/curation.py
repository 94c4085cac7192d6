"""Rules by which people correct what was found: who is one, who is not, what a name is called and of which type."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from explorer.model.entity import EntityType
from explorer.values import dataclass


class Kind(StrEnum):
    """What a rule does."""

    MERGE = "merge"
    SPLIT = "split"
    RENAME = "rename"
    RETYPE = "retype"
    REJECT = "reject"
    ADD = "add"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what it does to the entities that are called `names`, of `type` or, with None, of whichever.

    `to` is the name that a merge, split or rename gives, "" where it gives none; `becomes` the type that a retype
    gives. It may be limited to documents: `documents` are patterns of paths as in .gitignore, `having` are words that
    the text must have, `beside` words that must stand in the same sentence; one of each list is enough. `id`, `note`,
    `by` and `date` are the person's own and change nothing.
    """

    kind: Kind
    names: tuple[str, ...]
    type: EntityType | None = None
    to: str = ""
    becomes: EntityType | None = None
    documents: tuple[str, ...] = ()
    having: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    id: str = ""
    note: str = ""
    by: str = ""
    date: str = ""

    @property
    def limited(self) -> bool:
        """Whether it is about some documents or sentences only."""
        return bool(self.documents or self.having or self.beside)

    @property
    def meaning(self) -> Rule:
        """The rule without what changes nothing; two rules of one meaning are the same."""
        return replace(self, id="", note="", by="", date="")

    def __str__(self) -> str:
        """Return it as one line, such as `merge “Rogosin” into “Rogozin” (person)`; names are as they were given."""
        first, *others = (f"“{name}”" for name in self.names)
        match self.kind:
            case Kind.MERGE:
                text = f"merge {', '.join([first, *others])} into “{self.to or self.names[0]}”"
            case Kind.SPLIT:
                text = f"split {first} as “{self.to}”"
            case Kind.RENAME:
                text = f"rename {first} to “{self.to}”"
            case Kind.RETYPE:
                text = f"retype {first} to {self.becomes}"
            case Kind.REJECT:
                text = f"reject {first}"
            case _:
                text = f"add {first}" + (f", also {', '.join(others)}" if others else "")
        text += f" ({self.type})" if self.type else ""
        for word, values in (("in", self.documents), ("with", self.having), ("beside", self.beside)):
            text += f", {word} {' or '.join(values)}" if values else ""
        return text


@dataclass(frozen=True, slots=True)
class Effect:
    """What a rule changed when it was last applied: so many mentions in so many documents; `remarks` say what else."""

    mentions: int = 0
    documents: int = 0
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CuratedRule:
    """A rule of the file: its place among the rules from 1 on, its line, its effect, None while it is not applied."""

    number: int
    line: int
    rule: Rule
    effect: Effect | None = None


@dataclass(frozen=True, slots=True)
class Curation:
    """The rules of a corpus in their order, and the file that they stand in, whether or not it exists."""

    path: Path
    rules: tuple[CuratedRule, ...] = ()
