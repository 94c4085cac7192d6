"""The façade: the only door of the front ends.

`facade` is the door; `session` what stands behind it (catalogue, index, lock); the others answer: `searching` (with
`understanding` and `lookups` before it, `rows` and `suggesting` behind it), `counting` (facets, explanations),
`completing`, `reading`, `people` (entities), `connections` (links), `checks` (doctor).
"""

from __future__ import annotations

from explorer.background import BackgroundBuild
from explorer.library.facade import Library

__all__ = ["BackgroundBuild", "Library"]
