"""How the reader looks, its frame and the colour of each kind of mark, and what its help says."""

from __future__ import annotations

CSS = """
ReaderPane {
    overflow-x: hidden;
    overflow-y: scroll;
    scrollbar-size-vertical: 1;
    padding: 0 0 0 1;
    border: round $border-blurred;
    border-title-color: $foreground;
    border-title-style: bold;
    border-subtitle-color: $muted;
    &:focus { border: round $border; border-subtitle-color: $foreground; }
    & > .reader--heading { text-style: bold; }
    & > .reader--quote { color: $entity-quote; text-style: italic; }
    & > .reader--pointer { color: $primary; text-style: underline; }
    & > .reader--person { color: $entity-person; }
    & > .reader--organisation { color: $entity-organisation; }
    & > .reader--place { color: $entity-place; }
    & > .reader--date { color: $entity-date; }
    & > .reader--other { color: $entity-other; }
    & > .reader--hit { color: $hit; text-style: bold reverse; }
    & > .reader--current { color: $accent; text-style: bold reverse underline; }
    & > .reader--target { background: $block-cursor-background; text-style: bold underline; }
    & > .reader--hint { color: $background; background: $warning; text-style: bold; }
    & > .reader--map { color: $hit 70%; }
    & > .reader--map-current { color: $accent; text-style: bold; }
    & > .reader--message { color: $muted; }
}
"""

HELP = """\
## Reader

The document, opened at its best passage. Names are coloured by what they are; hits of the query stand out, and the
column on the right shows where in the document they lie. `n` and `N` go from hit to hit, `f` puts letters on
everything that can be followed.
"""
