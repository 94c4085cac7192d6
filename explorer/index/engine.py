"""The parts of Whoosh that are ours: the schema, the codec of our postings, and the pool that feeds it."""

from __future__ import annotations

import struct
import warnings
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from explorer.index.files import open_file
from explorer.index.postings import Postings, decode, decode_documents, encode, positions_of

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # Whoosh 2.7.4 has escape sequences and comparisons that Python warns of
    from whoosh import columns, fields, formats
    from whoosh.codec import whoosh3
    from whoosh.filedb.filestore import FileStorage
    from whoosh.index import TOC, FileIndex, LockError, clean_files
    from whoosh.matching import ListMatcher
    from whoosh.reading import SegmentReader
    from whoosh.util.numeric import byte_to_length
    from whoosh.writing import SegmentWriter

SCHEMA_VERSION = 4
"""Grows whenever the analysis, the fields or the format of the postings change."""

POSITIONAL = ("body", "title", "source", "author", "path", "tags")
"""Fields whose postings hold positions."""

SCORED = ("body", "title")
"""Fields whose length counts."""

BARE = ("forms", "keys", "kind")
"""Fields that only say in which documents a term is."""

LENGTHS = tuple(int(byte_to_length(code)) for code in range(256))
"""The length of a field, in terms, for each of the bytes that Whoosh stores it as."""

__all__ = [
    "LENGTHS",
    "SCHEMA_VERSION",
    "TOC",
    "Codec",
    "FileIndex",
    "FileStorage",
    "LockError",
    "Pool",
    "SegmentReader",
    "SegmentWriter",
    "clean_files",
    "schema",
]

CHUNK = 1 << 16
LARGEST_READ = 1 << 26
"""Bytes of the list of terms, and of postings, that are read at once."""

_ENTRY = struct.Struct("!ii")
_EXTENT = struct.Struct("!qi")


class Pool:
    """Gathers postings until the segment is written; stands in for Whoosh's sorting pool."""

    def __init__(self) -> None:
        self.fields: dict[str, dict[bytes, Postings]] = {}
        self.size = 0

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        """Take one posting: field, term, document, weight (the frequency) and positions."""
        field, term, document, weight, positions = item
        terms = self.fields.get(field)
        if terms is None:
            terms = self.fields[field] = {}
        known = terms.get(term)
        if known is None:
            known = terms[term] = Postings(array("I"), array("I"), array("I"))
        known.documents.append(document)
        known.frequencies.append(int(weight))
        if positions:
            known.positions.frombytes(positions)
        self.size += 1

    def iter_postings(self) -> Pool:
        """Return the pool itself: our field writer takes it whole."""
        return self

    def cleanup(self) -> None:
        """Forget everything."""
        self.fields = {}


class _Summary:
    """What Whoosh wants to know of a written posting list."""

    def __init__(self, postings: Postings) -> None:
        self._weights = postings.frequencies
        self._documents = postings.documents

    def __len__(self) -> int:
        return len(self._documents)

    def min_id(self) -> int:
        return self._documents[0]

    def max_id(self) -> int:
        return self._documents[-1]

    def min_length(self) -> int:
        return 0

    def max_length(self) -> int:
        return 0

    def max_weight(self) -> int:
        return max(self._weights)


class FieldWriter(whoosh3.W3FieldWriter):  # type: ignore[misc]  # Whoosh has no types
    """Writes a pool, term after term."""

    def add_postings(self, schema: Any, _lengths: object, pool: Pool) -> None:
        """Write all postings of `pool`, fields and terms ascending."""
        for name in sorted(pool.fields):
            self.start_field(name, schema[name])
            terms = pool.fields[name]
            for term in sorted(terms):
                self._term(term, terms[term])
            self.finish_field()

    def _term(self, term: bytes, postings: Postings) -> None:
        blob = encode(postings)
        info = whoosh3.W3TermInfo()
        info.add_block(_Summary(postings))
        info.set_extent(self._postfile.tell(), len(blob))
        self._postfile.write(blob)
        self._tindex.add(whoosh3.pack_ushort(self._fieldid) + term, info.to_bytes())


class TermsReader(whoosh3.W3TermsReader):  # type: ignore[misc]  # Whoosh has no types
    """Reads posting lists whole."""

    def postings(self, field: str, term: str) -> Postings | None:
        """Return the postings of `term`, None if there are none; raises what damage makes it raise."""
        try:
            start, length = self._range_for_key(field, term.encode("utf-8", "surrogatepass"))
        except KeyError:
            return None
        info = whoosh3.W3TermInfo.from_bytes(self._dbfile.get(start, length))
        return decode(self._postfile.get(*_extent(info)))

    def beginning(self, field: str, prefix: str, most: int) -> list[tuple[str, Postings]]:
        """Return the first `most` terms of `field` that begin with `prefix`, ascending, with their postings.

        Terms stand in their order in both files, so that each is read in a few large pieces.
        """
        found = self._found(field, prefix, most)
        return [(term.decode("utf-8", "surrogatepass"), decode(blob)) for term, blob in found]

    def documents_beginning(self, field: str, prefix: str, most: int) -> list[array[int]]:
        """Return the documents of each of the first `most` terms of `field` that begin with `prefix`."""
        return [decode_documents(blob) for _, blob in self._found(field, prefix, most)]

    def _found(self, field: str, prefix: str, most: int) -> Iterator[tuple[bytes, bytes]]:
        """Return the terms that begin with `prefix`, each with its stored postings."""
        key = self._keycoder(field, prefix.encode("utf-8", "surrogatepass"))
        found = list(islice(self._entries(key), most))
        if not found:
            return
        first, end = found[0][1], found[-1][1] + found[-1][2]
        whole = self._postfile.get(first, end - first) if end - first <= LARGEST_READ else None
        for term, start, length in found:
            if whole is None:
                yield term, self._postfile.get(start, length)
            else:
                yield term, whole[start - first : start - first + length]

    def _entries(self, key: bytes) -> Iterator[tuple[bytes, int, int]]:
        """Yield the terms whose keys begin with `key`, and where the postings of each are."""
        table = self._tindex
        at, chunk, base = table.closest_key_pos(key), b"", 0
        while at is not None and at < table.endofdata:
            if base + len(chunk) < at + _ENTRY.size:
                chunk, base = self._dbfile.get(at, CHUNK), at
            key_size, data_size = _ENTRY.unpack_from(chunk, at - base)
            start, end = at + _ENTRY.size, at + _ENTRY.size + key_size + data_size
            if key_size < 0 or data_size < 0 or end > table.endofdata:
                raise ValueError("the list of terms is damaged")
            if base + len(chunk) < end:
                chunk, base = self._dbfile.get(at, max(CHUNK, end - at)), at
            entry = chunk[start - base : end - base]
            if not entry.startswith(key):
                return
            yield entry[2:key_size], *_EXTENT.unpack_from(entry, key_size + whoosh3.W3TermInfo._struct.size)
            at = end


def _extent(info: Any) -> tuple[int, int]:
    """Return where a posting list starts and how many bytes it has; Whoosh 2.7.4 leaves the length in a tuple."""
    start, length = info.extent()
    return start, length[0] if isinstance(length, tuple) else length


class Codec(whoosh3.W3Codec):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's own codec for columns and terms, with our postings."""

    length_stats = False

    def field_writer(self, storage: Any, segment: Any) -> FieldWriter:
        """Return the writer of terms and postings."""
        return FieldWriter(self, storage, segment)

    def terms_reader(self, storage: Any, segment: Any) -> TermsReader:
        """Return the reader of terms and postings."""
        name = segment.make_filename(self.TERMS_EXT)
        length = storage.file_length(name)
        postings = open_file(storage, segment.make_filename(self.POSTS_EXT))
        return TermsReader(self, open_file(storage, name), length, postings)

    def postings_reader(self, dbfile: Any, terminfo: Any, format_: Any, term: Any = None, scorer: Any = None) -> Any:
        """Return a matcher over a posting list, for Whoosh's own queries and merges."""
        postings = decode(dbfile.get(*_extent(terminfo)))
        values = [array("I", places).tobytes() for places in positions_of(postings)]
        weights = [float(count) for count in postings.frequencies]
        return ListMatcher(
            postings.documents.tolist(), weights, values, format_, scorer=scorer, term=term, terminfo=terminfo
        )


class Positions(formats.Positions):  # type: ignore[misc]  # Whoosh has no types
    """Positions as a row of unsigned integers."""

    def encode(self, places: Sequence[int]) -> bytes:
        """Return the stored form of `places`."""
        return array("I", places).tobytes()

    def decode_positions(self, value: bytes) -> list[int]:
        """Return the positions stored in `value`."""
        return array("I", value).tolist()

    def decode_frequency(self, value: bytes) -> int:
        """Return how many positions are stored in `value`."""
        return len(value) // array("I").itemsize


class Analysed(fields.FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field whose values are positions by term: the text was analysed before it came here."""

    def __init__(self, scored: bool) -> None:
        super().__init__(Positions(), None, scorable=scored)

    def index(self, value: Mapping[str, Sequence[int]], **_options: object) -> Iterable[tuple[bytes, int, int, bytes]]:
        """Yield term, frequency, weight and positions."""
        pack = self.format.encode
        for term, places in value.items():
            yield term.encode("utf-8", "surrogatepass"), len(places), len(places), pack(places)


class Bare(fields.FieldType):  # type: ignore[misc]  # Whoosh has no types
    """A field whose values are the terms themselves."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), None, scorable=False)

    def index(self, value: Iterable[str], **_options: object) -> Iterable[tuple[bytes, int, int, bytes]]:
        """Yield term, frequency, weight and no positions."""
        for term in value:
            yield term.encode("utf-8", "surrogatepass"), 1, 1, b""


def schema() -> Any:
    """Return the Whoosh schema of the index."""
    made = fields.Schema(
        number=fields.COLUMN(columns.NumericColumn("q", default=-1)),
        day=fields.COLUMN(columns.NumericColumn("i", default=0)),
    )
    for name in POSITIONAL:
        made.add(name, Analysed(name in SCORED))
    for name in BARE:
        made.add(name, Bare())
    return made
