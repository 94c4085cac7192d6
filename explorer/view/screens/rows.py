"""Rows to read and follow, as plain values: how they are filtered and wrapped; `rowlist` draws them."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from explorer.model.document import Document
from explorer.model.entity import Entity
from explorer.model.link import Sentence
from explorer.values import dataclass
from explorer.view.navigation import Place, View
from explorer.view.render.beside import look_of
from explorer.view.render.sanitise import safe

LABEL = (12, 18)
"""Fewest and most columns of the labels of a list, gap included."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One thing to read and perhaps to follow: where `enter` goes, and the sentence that `y` copies.

    `lines` bounds its height, and the character `seen` is among those shown; `plain` is what a filter looks at.
    """

    content: Content
    place: Place | None = None
    sentence: Sentence | None = None
    entity: int | None = None
    lines: int = 1
    seen: int = 0

    @property
    def plain(self) -> str:
        """Return its characters."""
        return self.content.plain


@dataclass(frozen=True, slots=True)
class Row:
    """One cell, or two side by side; a heading has nothing to follow and keeps the rows below it together.

    `label` stands before them in a column of their own.
    """

    cells: tuple[Cell, ...]
    heading: bool = False
    label: Content | None = None

    @property
    def followable(self) -> bool:
        """Say whether the cursor can stand here."""
        return any(cell.place is not None for cell in self.cells)


def heading(text: str, note: str = "") -> Row:
    """Return a heading, with a note in a quieter colour."""
    content = Content.assemble((text, "bold $foreground"), (f"  {note}" if note else "", "$muted"))
    return Row((Cell(content),), heading=True)


def blank() -> Row:
    """Return an empty row."""
    return Row((Cell(Content("")),), heading=True)


def sentence(said: Sentence, lines: int = 3, quote: bool = False) -> Cell:
    """Return a cell with a sentence, its marks lit, that leads to where it stands."""
    text, moved = _unbroken(safe(said.text))
    content = Content(text)
    if quote:
        content = content.stylize("$entity-quote")
    marks = [
        tuple(moved[max(0, min(len(said.text), at - said.span.start))] for at in (mark.start, mark.end))
        for mark in said.marks
    ]
    for start, end in marks:
        content = content.stylize("bold $hit", start, end)
    at = said.marks[0].start if said.marks else said.span.start
    place = Place(document=said.document.id, at=at, pane="reader")
    return Cell(content, place, sentence=said, lines=lines, seen=marks[0][0] if marks else 0)


def _unbroken(text: str) -> tuple[str, list[int]]:
    """Return a text with runs of blanks, such as a line end and an indent, made one, and where each character went."""
    kept: list[str] = []
    moved: list[int] = []
    for character in text:
        moved.append(len(kept))
        if not character.isspace() or not kept or kept[-1] != " ":
            kept.append(" " if character.isspace() else character)
    return "".join(kept), [*moved, len(kept)]


def document(found: Document, about: int | None = None, note: str = "") -> Row:
    """Return a row for a document: date, title, source, and a note such as a count."""
    content = Content.assemble(
        (safe(found.title), "bold"),
        (f"  {safe(found.source)}" if found.source else "", "$muted"),
        (f"  {note}" if note else "", "$muted"),
    )
    place = Place(document=found.id, about=about, pane="reader")
    return Row((Cell(content, place),), label=Content.styled(safe(found.date or "undated"), "$entity-date"))


def entity(known: Entity, note: str = "", width: int = 0) -> Row:
    """Return a row for an entity: name in the colour of its type, and a note such as a count from column `width` on."""
    name = Content.styled(safe(known.name), f"$entity-{look_of(known.type)}")
    name = name.pad_right(max(0, width - name.cell_length))
    content = Content.assemble(name, (f"  {note}" if note else "", "$muted"))
    return Row((Cell(content, Place(View.ENTITY, subject=known.id), entity=known.id),))


def counted(number: int, thing: str, things: str = "") -> str:
    """Return a number and its noun: `1 document`, `1,240 documents`."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def matching(rows: Sequence[Row], wanted: str) -> list[Row]:
    """Return the rows that hold `wanted`, case folded, under their headings; all of them if it is empty."""
    needle = wanted.casefold().strip()
    if not needle:
        return list(rows)
    kept: list[Row] = []
    headings: list[Row] = []
    for row in rows:
        if row.heading:
            headings = [row] if row.followable or not headings else [headings[-1], row][-2:]
            if row.followable and needle in row.cells[0].plain.casefold():
                kept.append(row)
                headings = []
            continue
        if any(needle in cell.plain.casefold() for cell in row.cells):
            kept += headings
            headings = []
            kept.append(row)
    return kept


def wrapped(cell: Cell, width: int) -> list[Content]:
    """Return a cell's lines, at most as many as it may have, the last one cut with an ellipsis."""
    if cell.lines == 1:
        return [cell.content.truncate(width, ellipsis=True)]
    lines = cell.content.wrap(width)
    if len(lines) <= cell.lines:
        return lines or [Content("")]
    if cell.seen >= sum(len(line) + 1 for line in lines[: cell.lines - 1]) + len(lines[cell.lines - 1]) * 3 // 4:
        begin = cell.plain.rfind(" ", 0, max(0, cell.seen - width // 3)) + 1
        lines = Content("… ").append(cell.content[begin:]).wrap(width)
    if len(lines) <= cell.lines:
        return lines
    kept = lines[: cell.lines]
    last = kept[-1].rstrip()
    kept[-1] = last.truncate(max(1, width - 2)).append(" …")
    return kept
