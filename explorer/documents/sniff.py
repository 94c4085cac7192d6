"""Tell by its first bytes that a file is no text."""

from __future__ import annotations

from contextlib import suppress

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
_FEWEST_WIDE = 2
_MOST_ODD, _FEWEST_LETTERS = 0.02, 0.6
_LINES = str.maketrans("\r\n\t\ufeff", "    ")


def binary_kind(data: bytes) -> str | None:
    """Return what the bytes look like, such as `a PNG image`, or None if they may be text."""
    head = data[:SAMPLE]
    for offset, signature, name in _SIGNATURES:
        if head.startswith(signature, offset):
            return name
    if head.startswith(_TEXT_MARKS) or wide_encoding(data) is not None:
        return None
    if b"\x00" in head:
        return "a program" if head.startswith(b"MZ") else "binary data"
    controls = len(head) - len(head.translate(None, _CONTROLS))
    return "binary data" if controls > _MOST_CONTROLS * len(head) else None


def wide_encoding(data: bytes) -> str | None:
    """Return the UTF-16 or UTF-32, and its order of bytes, in which bytes with zeros among them read as text."""
    if b"\x00" not in data[:SAMPLE]:
        return None
    for name, width in (("utf-32-le", 4), ("utf-32-be", 4), ("utf-16-le", 2), ("utf-16-be", 2)):
        head = data[:SAMPLE]
        head = head[: len(head) - len(head) % width]
        # A pair of surrogates may be cut in two at the sample's end, so that is not looked at.
        with suppress(UnicodeDecodeError):
            if _reads(
                head[:-2].decode(name) if width == 2 and head[-2:] and len(head) == SAMPLE else head.decode(name)
            ):
                return name
    return None


def _reads(text: str) -> bool:
    """Say whether characters make sense: with blanks, nearly all printable, most of them letters."""
    if len(text) < _FEWEST_WIDE or not any(blank in text for blank in " \n\u3000\u3001\u3002"):
        return False
    plain = text.translate(_LINES)
    odd = sum(not character.isprintable() for character in plain)
    letters = sum(character.isalpha() or character == " " for character in plain)
    return odd <= _MOST_ODD * len(plain) and letters >= _FEWEST_LETTERS * len(plain)
