"""Tell by its first bytes that a file is no text."""

from __future__ import annotations

SAMPLE = 8192
"""Bytes looked at."""

_SIGNATURES: tuple[tuple[int, bytes, str], ...] = (
    (0, b"%PDF-", "a PDF document"),
    (0, b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (0, b"\xff\xd8\xff", "a JPEG image"),
    (0, b"GIF87a", "a GIF image"),
    (0, b"GIF89a", "a GIF image"),
    (0, b"II*\x00", "a TIFF image"),
    (0, b"MM\x00*", "a TIFF image"),
    (8, b"WEBPVP8", "a WebP image"),
    (0, b"PK\x03\x04", "a ZIP archive or office document"),
    (0, b"PK\x05\x06", "a ZIP archive"),
    (0, b"\x1f\x8b\x08", "a gzip archive"),
    (0, b"BZh91AY", "a bzip2 archive"),
    (0, b"\xfd7zXZ\x00", "an xz archive"),
    (0, b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (0, b"Rar!\x1a\x07", "a RAR archive"),
    (0, b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (257, b"ustar", "a tar archive"),
    (0, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (0, b"{\\rtf", "an RTF document"),
    (0, b"SQLite format 3\x00", "an SQLite database"),
    (0, b"\x7fELF", "a program"),
    (0, b"\xca\xfe\xba\xbe", "a program"),
    (0, b"\xcf\xfa\xed\xfe", "a program"),
    (0, b"\x00asm", "a program"),
    (0, b"ID3\x03", "an MP3 recording"),
    (0, b"ID3\x04", "an MP3 recording"),
    (0, b"OggS\x00", "an Ogg recording"),
    (4, b"ftyp", "a video or an image of the MPEG-4 family"),
    (0, b"fLaC\x00", "a FLAC recording"),
    (0, b"PAR1", "a Parquet table"),
)
_TEXT_MARKS = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x00\x00\xfe\xff")
_CONTROLS = bytes(code for code in (*range(32), 127) if code not in b"\b\t\n\x0b\f\r\x1b\x1a")
_MOST_CONTROLS = 0.05
"""Share of control characters above which nobody would call it text."""


def binary_kind(data: bytes) -> str | None:
    """Return what the bytes look like, such as `a PNG image`, or None if they may be text."""
    head = data[:SAMPLE]
    for offset, signature, name in _SIGNATURES:
        if head.startswith(signature, offset):
            return name
    if head.startswith(_TEXT_MARKS) or utf16_order(head) is not None:
        return None
    if b"\x00" in head:
        return "a program" if head.startswith(b"MZ") else "binary data"
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return "binary data" if controls > _MOST_CONTROLS * len(head) else None


def utf16_order(head: bytes) -> str | None:
    """Return utf-16-le or utf-16-be if every other byte is mostly zero, as in UTF-16 text without a mark."""
    if len(head) < 4 or b"\x00" not in head:
        return None
    even, odd = head[0::2], head[1::2]
    zero_even, zero_odd = even.count(0) / len(even), odd.count(0) / len(odd)
    if zero_odd > 0.4 and zero_even < 0.02:
        return "utf-16-le"
    if zero_even > 0.4 and zero_odd < 0.02:
        return "utf-16-be"
    return None
