"""The footer: one line of the most useful keys, as many as fit whole."""

from __future__ import annotations

from collections.abc import Mapping

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from explorer.view import keys


def key_line(kind: str, width: int, keymap: Mapping[str, str]) -> Content:
    """Return the keys of a pane in at most `width` columns, most useful first."""
    parts: list[Content] = []
    used = 0
    for name in keys.FOOTERS[kind]:
        key = keys.BY_ID[name]
        word = keys.FOOTER_WORDS.get((kind, name), key.label)
        pressed = keys.current(key, keymap)
        if kind == "query":
            # A letter or a mark is typed into the line, whatever it means elsewhere.
            pressed = [one for one in pressed if len(one) > 1 or not one.isascii()]
        if not pressed:
            continue
        part = Content.assemble((pressed[0], "bold $footer-key-foreground"), " ", word)
        if used + part.cell_length > width:
            continue
        used += part.cell_length + 2
        parts.append(part)
    return Content("  ").join(parts)


class KeyLine(Widget):
    """Shows the keys of the pane or screen `kind`."""

    kind: reactive[str] = reactive("results")

    def render(self) -> Content:
        """Draw the line at the width it has."""
        return key_line(self.kind, self.content_size.width, self.app._keymap)
