"""Whoosh's codec on the store: an index opened with it is a Whoosh index in every respect.

A segment has two files of sections (`explorer.index.store`), each with a section `meta` in JSON:
`{"version": 2, "segment": "<its id>", …}`.

`<segment>.trm`: `meta["fields"]` has, for each field in the order of their names, `{"shape": …, "weights": …}`.
For a field, whose name is percent-encoded in the names of its sections, there are

- the columns of `store.fields`: terms, counts, documents and, as far as the shape has them, frequencies and positions;
- `<field>/weights`, if `weights` is true: float32, one a posting; otherwise the weights are the frequencies;
- `<field>/values/lengths` and `…/bytes`, in the shape "values": the bytes of each posting, posting after posting.

Shapes are "existence" (no more than the document), "frequency", "positions", and "values", which any format of
Whoosh's that is not one of the three first is kept in.

`<segment>.doc`: `meta["documents"]` counts the documents, `meta["lengths"]` has the sum of lengths of each field.

- `column/<field>`: the bytes that Whoosh's column of the field writes;
- `length/<field>`: how many terms the field has in each document, exactly, in one, two or four bytes;
- `stored/lengths` and `…/bytes`: what is stored of each document, a pickle, packed if that makes it shorter;
- `vector/<field>/documents`, `counts`, `weights`, `terms/…`, `values/…`: vectors, document after document.

Only fields that documents have are there. A column that `whoosh.sorting.add_sortable` adds later is a file of its own,
`<segment>.<field>.col`, without a checksum, until the segment is merged. Other sections are none of
the codec's business and do it no harm.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from explorer.index.codec.codec import Codec
    from explorer.index.codec.collector import ArrayCollector
    from explorer.index.codec.segment import Segment

__all__ = ["ArrayCollector", "Codec", "Segment"]

_HOMES = {"ArrayCollector": "collector", "Codec": "codec", "Segment": "segment"}


def __getattr__(name: str) -> Any:
    """Import what is asked for only then: who only reads and writes files need not wait for Whoosh's queries."""
    if name not in _HOMES:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
