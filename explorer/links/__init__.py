"""Stage 4, what belongs together: related documents with their reasons, and where explicit references lead.

Links by shared entities are not stored. They would have to be changed in many documents whenever one document comes or
two entities are merged, and there are as many as the square of the documents; asked of the catalogue when somebody
looks, they are always right, and the rarest shared entities find the candidates in milliseconds. References are few,
and where they lead is stored. Everything here is a pure function of numbers and spans; the library feeds it.
"""

from __future__ import annotations

from explorer.links.copies import COPY, prints, same_share
from explorer.links.evidence import Named, sentences_with
from explorer.links.references import file_names, ways
from explorer.links.related import Fact, Happening, Profile, Reason, Relation, Side, rarest, relate, weight
from explorer.links.wording import told

__all__ = [
    "COPY",
    "Fact",
    "Happening",
    "Named",
    "Profile",
    "Reason",
    "Relation",
    "Side",
    "file_names",
    "prints",
    "rarest",
    "relate",
    "same_share",
    "sentences_with",
    "told",
    "ways",
    "weight",
]
