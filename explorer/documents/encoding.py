"""Turn bytes into characters."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from explorer.documents.sniff import SAMPLE, utf16_order

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_:.-]{1,40})|<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.-]{1,40})""",
    re.IGNORECASE,
)
_DECLARATION_WITHIN = 4096
_STATEFUL = frozenset({"iso2022_jp", "iso2022_kr", "hz"})
# Codecs of Python's that are no character sets of documents, or read bytes as programs.
_REFUSED = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "utf_7", "undefined", "mbcs", "oem"})
_WIDER = {"ascii": "cp1252", "iso8859-1": "cp1252", "latin_1": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030"}
"""As in browsers: a declared set stands for the larger one that is written in its name."""

_SAMPLE_FOR_GUESS = 16384
_SOUND = re.compile("[^\x00-\x7f\ufffd]")
_HIGH = re.compile(rb"[\x80-\xff]")
_WESTERN = frozenset(
    "àâäáãåæçèéêëìíîïñòóôöõøùúûüýÿœšžßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØÙÚÛÜÝŸŒŠŽ«»“”‘’‚„‹›–—…€£¥¢§°©®™·•¿¡ºª²³¹¼½¾×±µ´¨¶\xa0\xad"
)
_ODD_IN_WORD = re.compile(r"[^\W\d_][£¥¢§°©®™·•¿¡²³¹¼½¾×±¶€¨][^\W\d_]|[a-z][ÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØÙÚÛÜÝ]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """The characters of a file, the encoding they were read by, and what was lost."""

    characters: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(data: bytes, declares: bool = False, encoding: str | None = None) -> Decoded:
    """Decode `data`: by its mark, as UTF-8, as declared (if `declares`), or as it most likely is; never fails.

    `encoding` is what files without a mark are read as before anything is guessed.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _by(data, name)
    order = utf16_order(data[:SAMPLE])
    if order is not None:
        return _by(data, order)
    declared = _declared(data) if declares else None
    if declared in _STATEFUL:
        return _by(data, declared)
    for name in filter(None, (encoding, "utf-8", declared)):
        try:
            return Decoded(data.decode(name), name)
        except (UnicodeError, LookupError):
            continue
    if declared is not None:
        return _by(data, declared)
    return _mostly_utf8(data) or _by(data, _guess(data))


def _by(data: bytes, name: str) -> Decoded:
    """Decode by a known encoding, with U+FFFD for what cannot be decoded, and say how much that was."""
    try:
        return Decoded(data.decode(name), name)
    except UnicodeDecodeError:
        characters = data.decode(name, "replace")
    lost = characters.count("\ufffd")
    return Decoded(characters, name, (_loss(lost, name),))


def _loss(lost: int, name: str) -> str:
    """Say how much was lost."""
    return f"{lost} character{'s' if lost != 1 else ''} could not be decoded as {name}"


def _declared(data: bytes) -> str | None:
    """Return the encoding that an HTML or XML file declares, if it is one."""
    match = _DECLARED.search(data[:_DECLARATION_WITHIN])
    if match is None:
        return None
    try:
        name = codecs.lookup((match.group(1) or match.group(2)).decode("ascii")).name
        "".encode(name)
    except LookupError:
        return None
    plain = name.replace("-", "_")
    if plain in _REFUSED or plain.startswith(("utf_16", "utf_32")):
        return None
    return _WIDER.get(name, name if plain not in _STATEFUL else plain)


def _mostly_utf8(data: bytes) -> Decoded | None:
    """Decode as UTF-8 with losses if nearly all of what is not ASCII is sound UTF-8: a damaged file."""
    characters = data.decode("utf-8", "replace")
    lost = characters.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    if len(_SOUND.findall(characters)) >= lost:
        return Decoded(characters, "utf-8", (_loss(lost, "utf-8"),))
    return None


def _guess(data: bytes) -> str:
    """Return the likeliest one of the old eight-bit and East Asian encodings."""
    sample = _sample(data)
    if _is_western(sample):
        return "cp1252"
    from charset_normalizer import from_bytes  # only here: few files need it, and it is slow to load

    best = from_bytes(sample, threshold=0.4).best()
    if best is None or best.encoding.replace("-", "_") in {*_REFUSED, "ascii", "utf_8"}:
        return "cp1252"
    return best.encoding


def _sample(data: bytes) -> bytes:
    """Return the lines with bytes that are not ASCII, whole for the sake of characters of several bytes, to a bound."""
    parts: list[bytes] = []
    size = at = 0
    while size < _SAMPLE_FOR_GUESS and (high := _HIGH.search(data, at)) is not None:
        start = max(data.rfind(b"\n", 0, high.start()) + 1, at, high.start() - _SAMPLE_FOR_GUESS)
        end = data.find(b"\n", high.start(), start + _SAMPLE_FOR_GUESS)
        at = end if end >= 0 else min(len(data), start + _SAMPLE_FOR_GUESS)
        parts.append(data[start:at])
        size += at - start
    return b"\n".join(parts)


def _is_western(sample: bytes) -> bool:
    """Say whether the bytes make sense as Windows-1252: its letters, where letters belong, and not too many."""
    try:
        characters = sample.decode("cp1252")
    except UnicodeDecodeError:
        return False
    high = [character for character in characters if character > "\x7f"]
    return (
        len(high) < 0.35 * len(characters)
        and all(character in _WESTERN for character in high)
        and _ODD_IN_WORD.search(characters) is None
    )
