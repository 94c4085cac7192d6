"""What screens ask of the app; they know nothing of each other."""

from __future__ import annotations

from dataclasses import dataclass

from textual.message import Message

from explorer.model.document import Document
from explorer.model.span import Span
from explorer.view.navigation import Place


@dataclass
class Go(Message):
    """Go to a place; where one stands now is remembered, unless `record` is false."""

    place: Place
    record: bool = True


@dataclass
class Left(Message):
    """A place was left without going anywhere else: another query was typed there."""

    place: Place


@dataclass
class Resumed(Message):
    """A screen is the topmost again: what lay over it has gone."""


@dataclass
class CopyPassage(Message):
    """Copy a stretch of a document with its citation, or with `only_place` just where it stands."""

    document: Document
    span: Span
    text: str
    only_place: bool = False


@dataclass
class OpenOriginal(Message):
    """Open a document's file in the reader's own editor, at the line of a character."""

    document: Document
    offset: int


@dataclass
class Narrow(Message):
    """Put an entity into the query, or with `exclude` keep its documents out."""

    entity: int
    exclude: bool = False


@dataclass
class Tell(Message):
    """Something to say in a line that goes away: `severity` is information, warning or error."""

    text: str
    severity: str = "information"
