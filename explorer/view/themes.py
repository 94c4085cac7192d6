"""Explorer's own two themes, and the colours of what is found, for every theme."""

from __future__ import annotations

from textual.theme import Theme

DARK = Theme(
    name="explorer-dark",
    dark=True,
    background="#14171d",
    surface="#191d25",
    panel="#232935",
    foreground="#d3d8e1",
    primary="#7fa8dc",
    secondary="#56708f",
    accent="#e3b15d",
    success="#8fbe84",
    warning="#dfae5a",
    error="#e0807c",
    variables={
        "border": "#7fa8dc",
        "border-blurred": "#343c4b",
        "block-cursor-background": "#2b3a52",
        "block-cursor-foreground": "#f0f3f8",
        "block-cursor-text-style": "none",
        "input-selection-background": "#7fa8dc 35%",
        "footer-key-foreground": "#e3b15d",
        "scrollbar": "#343c4b",
        "scrollbar-background": "#191d25",
        "scrollbar-corner-color": "#191d25",
        "scrollbar-hover": "#4a566b",
        "scrollbar-active": "#7fa8dc",
        "scrollbar-background-hover": "#191d25",
        "scrollbar-background-active": "#191d25",
        "entity-person": "#84b3f5",
        "entity-organisation": "#c3a1ee",
        "entity-place": "#7fc6a0",
        "entity-date": "#e39d7d",
        "entity-other": "#d3c08a",
        "entity-quote": "#a8b6c6",
        "hit": "#f0cf73",
        "muted": "#8a94a6",
    },
)

LIGHT = Theme(
    name="explorer-light",
    dark=False,
    background="#fbfaf7",
    surface="#f5f3ee",
    panel="#e8e5dc",
    foreground="#262a31",
    primary="#2b62a8",
    secondary="#7690ad",
    accent="#9a5f00",
    success="#2c7a3f",
    warning="#96610a",
    error="#b23a36",
    variables={
        "border": "#2b62a8",
        "border-blurred": "#cfcabd",
        "block-cursor-background": "#d5e2f2",
        "block-cursor-foreground": "#14171c",
        "block-cursor-text-style": "none",
        "input-selection-background": "#2b62a8 25%",
        "footer-key-foreground": "#9a5f00",
        "scrollbar": "#cfcabd",
        "scrollbar-background": "#f5f3ee",
        "scrollbar-corner-color": "#f5f3ee",
        "scrollbar-hover": "#b4ae9f",
        "scrollbar-active": "#2b62a8",
        "scrollbar-background-hover": "#f5f3ee",
        "scrollbar-background-active": "#f5f3ee",
        "entity-person": "#1d5bb8",
        "entity-organisation": "#7a3cae",
        "entity-place": "#1a744a",
        "entity-date": "#a4471f",
        "entity-other": "#75601a",
        "entity-quote": "#566273",
        "hit": "#8a5a00",
        "muted": "#6b7280",
    },
)

OWN = (DARK, LIGHT)
DEFAULT = DARK.name
PLAIN = "ansi-dark"

FOUND_DARK = {name: colour for name, colour in DARK.variables.items() if name.startswith(("entity-", "hit", "muted"))}
FOUND_LIGHT = {name: colour for name, colour in LIGHT.variables.items() if name.startswith(("entity-", "hit", "muted"))}
FOUND_ANSI = {
    "entity-person": "ansi_bright_blue",
    "entity-organisation": "ansi_bright_magenta",
    "entity-place": "ansi_bright_green",
    "entity-date": "ansi_bright_yellow",
    "entity-other": "ansi_white",
    "entity-quote": "ansi_bright_cyan",
    "hit": "ansi_yellow",
    "muted": "ansi_bright_black",
}


def found_colours(theme: Theme) -> dict[str, str]:
    """Return the colours of entities and hits for a theme that has none of its own."""
    if theme.ansi:
        return FOUND_ANSI
    return FOUND_DARK if theme.dark else FOUND_LIGHT
