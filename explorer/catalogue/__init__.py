"""Stage 5, what we know: the durable store. It is the truth; the index can always be made from it.

`store` opens the file and lends connections; the other modules are functions of a connection: `writing` puts documents
in and takes them out, `documents`, `entities`, `mentions` and `relations` answer, `merging` makes entities one,
`keeping` holds the reader's own marks and notes.
"""

from __future__ import annotations

from explorer.catalogue.store import Catalogue, open_catalogue, rescue, set_aside

__all__ = ["Catalogue", "open_catalogue", "rescue", "set_aside"]
