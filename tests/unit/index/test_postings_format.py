import struct
from array import array
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.index.postings import Postings, decode, encode, positions_of

LISTS = st.dictionaries(
    st.integers(0, 100_000),
    st.lists(st.integers(0, 2**31), min_size=1, max_size=5, unique=True),
    min_size=1,
    max_size=8,
)


def packed(lists: dict[int, list[int]]) -> Postings:
    documents = sorted(lists)
    places = [sorted(lists[document]) for document in documents]
    return Postings(
        array("I", documents), array("I", map(len, places)), array("I", [at for row in places for at in row])
    )


@given(LISTS)
def test_what_is_written_is_read(lists: dict[int, list[int]]) -> None:
    read = decode(encode(packed(lists)))
    assert read.documents.tolist() == sorted(lists)
    assert positions_of(read) == [sorted(lists[document]) for document in sorted(lists)]


def test_a_list_without_positions() -> None:
    read = decode(encode(Postings(array("I", [3, 9]), array("I", [1, 1]), array("I"))))
    assert (read.documents.tolist(), read.positions.tolist()) == ([3, 9], [])


@given(LISTS, st.data())
def test_damage_is_found_or_harmless(lists: dict[int, list[int]], data: st.DataObject) -> None:
    blob = bytearray(encode(packed(lists)))
    at = data.draw(st.integers(0, len(blob) - 1))
    if data.draw(st.booleans()):
        blob[at] ^= 1 << data.draw(st.integers(0, 7))
    else:
        del blob[at:]
    with suppress(ValueError, struct.error, OverflowError, MemoryError):
        positions_of(decode(bytes(blob)))


def test_a_list_that_contradicts_itself() -> None:
    blob = encode(Postings(array("I", [1]), array("I", [2]), array("I", [1])))
    with pytest.raises(ValueError, match="contradicts"):
        decode(blob)
