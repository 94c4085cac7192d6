"""Files of sections give back what was written, or say that they do not."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.index.store import Damaged, Sections, SectionWriter
from explorer.index.store.sections import BLOCK, Bytes

CONTENTS = st.dictionaries(
    st.text(max_size=8),
    st.binary(max_size=60)
    | st.integers(0, 2 * BLOCK + 9).map(lambda size: (b"0123456789abc" * (size // 13 + 1))[:size]),
    max_size=8,
)


def written(contents: dict[str, bytes]) -> bytes:
    file = io.BytesIO()
    writer = SectionWriter(file)
    for name, data in contents.items():
        writer.add(name, data)
    writer.finish()
    return file.getvalue()


@given(CONTENTS)
def test_sections_give_back_what_was_written(contents: dict[str, bytes]) -> None:
    sections = Sections(Bytes(written(contents)))
    assert list(sections) == list(contents)
    assert {name: sections.read(name) for name in sections} == contents
    assert {name: sections.length(name) for name in sections} == {name: len(data) for name, data in contents.items()}
    sections.verify()


@given(CONTENTS.filter(lambda contents: any(contents.values())), st.data())
def test_a_part_is_what_lies_there_whatever_was_read_before(contents: dict[str, bytes], data: st.DataObject) -> None:
    sections = Sections(Bytes(written(contents)))
    for _ in range(6):
        name = data.draw(st.sampled_from(sorted(contents)))
        start = data.draw(st.integers(0, len(contents[name])))
        length = data.draw(st.integers(0, len(contents[name]) - start))
        assert sections.part(name, start, length) == contents[name][start : start + length]
        with pytest.raises(Damaged):
            sections.part(name, start, len(contents[name]) - start + 1)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16, np.uint32, np.float32, np.int64])
def test_numbers_come_back_as_they_were(dtype: type[np.generic]) -> None:
    file = io.BytesIO()
    writer = SectionWriter(file)
    numbers = (np.arange(50) * 5).astype(dtype)
    writer.add("numbers", numbers)
    writer.finish()
    sections = Sections(Bytes(file.getvalue()))
    assert sections.array("numbers", dtype).tolist() == numbers.tolist()
    assert sections.slice("numbers", 7, 9, dtype).tolist() == numbers[7:16].tolist()
    assert not len(sections.array("others", dtype))


def test_a_section_is_written_once_and_one_that_is_not_there_is_a_mistake() -> None:
    writer = SectionWriter(io.BytesIO())
    writer.add("one", b"1")
    with pytest.raises(ValueError, match="one already"):
        writer.add("one", b"2")
    with pytest.raises(KeyError):
        Sections(Bytes(written({}))).read("one")


def _outcome(data: bytes) -> dict[str, bytes] | None:
    """Return what a file holds, None if it says that it is damaged."""
    try:
        sections = Sections(Bytes(data))
        return {name: sections.read(name) for name in sections}
    except Damaged:
        return None


SMALL = {"a": b"some bytes", "b": b"", "c": bytes(300), "d": b"and more of them"}


@pytest.mark.parametrize("flip", [0x01, 0x80, 0xFF])
def test_each_byte_that_is_not_what_it_was_is_noticed(flip: int) -> None:
    sound = written(SMALL)
    for at in range(len(sound)):
        damaged = sound[:at] + bytes((sound[at] ^ flip,)) + sound[at + 1 :]
        if at < 8:  # the mark at the beginning belongs to no section, but to a block
            assert _outcome(damaged) in (None, SMALL)
            with pytest.raises(Damaged):
                Sections(Bytes(damaged)).verify()
        else:
            assert _outcome(damaged) is None, at


def test_each_length_that_is_not_what_it_was_is_noticed() -> None:
    sound = written(SMALL)
    for length in range(len(sound)):
        assert _outcome(sound[:length]) is None
    assert _outcome(sound + b"\0") is None
    assert _outcome(sound + sound[-24:]) is None


def test_a_file_that_is_cut_while_it_is_read_is_noticed() -> None:
    class Shrinking(Bytes):
        def at(self, position: int, length: int) -> bytes:
            return super().at(position, length)[: self.left]

        left = 1 << 30

    source = Shrinking(written({"a": bytes(5 * BLOCK)}))
    sections = Sections(source)
    sections.read("a")  # all is known to be sound, and is read again without a look at the checksums
    source.left = 10
    with pytest.raises(Damaged, match="cut short"):
        sections.read("a")


def test_only_blocks_that_are_read_are_looked_at() -> None:
    contents = {"first": bytes(3 * BLOCK), "last": b"x" * (3 * BLOCK)}
    sound = written(contents)
    damaged = bytearray(sound)
    damaged[5 * BLOCK + 100] ^= 1
    sections = Sections(Bytes(bytes(damaged)))
    assert sections.read("first") == contents["first"]
    assert sections.part("last", 0, 100) == contents["last"][:100]
    with pytest.raises(Damaged, match=f"byte {5 * BLOCK}"):
        sections.read("last")
    with pytest.raises(Damaged):
        sections.verify()


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_whatever_a_file_holds_is_read_or_refused(data: bytes) -> None:
    assert _outcome(data) is None
