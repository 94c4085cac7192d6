"""Stage 3, who, what and when: from a text to its annotations.

`annotate` is the whole stage; a `Tagger` finds names, the rest is rules over the document.
"""

from __future__ import annotations

from explorer.entities.pipeline import annotate
from explorer.entities.tagger import RuleTagger

__all__ = ["RuleTagger", "annotate"]
