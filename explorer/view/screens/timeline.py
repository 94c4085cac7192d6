"""The timeline: what is dated in a document, or about an entity, in order, guesses marked."""

from __future__ import annotations

from dataclasses import replace

from textual.content import Content

from explorer.library import Library
from explorer.model.dating import in_words
from explorer.model.results import DatedStatement
from explorer.view.navigation import Place, View
from explorer.view.render.sanitise import safe
from explorer.view.screens import rows
from explorer.view.screens.lines import Lines, LinesScreen
from explorer.view.screens.rows import Row

GUESS = 0.7
"""A date below this confidence is a guess."""


class TimelineScreen(LinesScreen):
    """Dated statements of an entity, or of a document, oldest first."""

    crumb = "Timeline"
    kind = "timeline"

    def __init__(self, library: Library, subject: int, of_document: bool, row: int = 0) -> None:
        super().__init__(library, row)
        self._subject = subject
        self._of_document = of_document

    def place(self) -> Place:
        """Return this timeline and the row with the cursor."""
        return Place(View.TIMELINE, subject=self._subject, of_document=self._of_document, row=self.row)

    def load(self) -> Lines:
        """Fetch the dated statements; raises NotFound."""
        if self._of_document:
            name = self.library.document(self._subject).title
            found = self.library.dated(document_id=self._subject)
        else:
            name = self.library.card(self._subject).entity.entity.name
            found = self.library.dated(entity_id=self._subject)
        guesses = sum(each.confidence < GUESS for each in found)
        note = rows.counted(len(found), "dated statement") + (f", {guesses} with a guessed date (?)" if guesses else "")
        title = Content.assemble((safe(name), "bold"), (f"\n{note}", "$muted"))
        return Lines(title, tuple(statement(each, self._of_document) for each in found))


def statement(said: DatedStatement, of_document: bool = False) -> Row:
    """Return a row: the date as it is known, and the sentence with the document it is from."""
    cell = rows.sentence(said.sentence, lines=4)
    words = f"{said.modifier} {in_words(said.edtf)}".strip()
    doubt = " ?" if said.confidence < GUESS else ""
    source = "" if of_document else f"  {safe(said.sentence.document.title)}"
    content = cell.content.append_text(source, "$muted") if source else cell.content
    return Row((replace(cell, content=content),), label=Content.styled(f"{safe(words)}{doubt}", "$entity-date"))
