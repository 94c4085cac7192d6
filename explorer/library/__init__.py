"""The façade: the only door of the front ends.

`facade` is the door, and `knowledge` the half of it that answers who, what and when; `session` what stands behind it
(catalogue, index, lock); the others answer: `searching` (with `understanding` and `lookups` before it, `rows` and
`suggesting` behind it), `counting` (facets, explanations), `completing`, `reading`, `people` (entities), `connections`
(links), `checks` (doctor).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from explorer.library.facade import Library

if TYPE_CHECKING:
    from explorer.background import BackgroundBuild
else:

    def __getattr__(name: str) -> object:
        """Import what starts processes when it is asked for: a search starts none."""
        if name != "BackgroundBuild":
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from explorer.background import BackgroundBuild

        return BackgroundBuild


__all__ = ["BackgroundBuild", "Library"]
