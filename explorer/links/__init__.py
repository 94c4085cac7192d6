"""Stage 4, what belongs together: related documents with their reasons, and where explicit references lead.

Links by shared entities are not stored. They would have to be changed in many documents whenever one document comes or
two entities are merged, and there are as many as the square of the documents; asked of the catalogue when somebody
looks, they are always right, and the rarest shared entities find the candidates in milliseconds. References are few,
and where they lead is stored. Everything here is a pure function of numbers and spans; the library feeds it.
"""

from __future__ import annotations

from explorer.links.evidence import Named, sentences_with
from explorer.links.references import file_names, ways
from explorer.links.related import Profile, Reason, Relation, rarest, relate, weight

__all__ = [
    "Named",
    "Profile",
    "Reason",
    "Relation",
    "file_names",
    "rarest",
    "relate",
    "sentences_with",
    "ways",
    "weight",
]
