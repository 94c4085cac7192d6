"""Turn bytes into characters."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from explorer.documents.sniff import wide_encoding
from explorer.values import dataclass

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

_LIKELY_NAMES = """
    cp1250 cp1251 cp1252 cp1253 cp1254 cp1255 cp1256 cp1257 koi8_r cp866 iso8859_5 mac_cyrillic iso8859_2 mac_roman
    cp437 cp850 cp932 euc_jp gb18030 big5 cp949
"""
_LIKELY = _LIKELY_NAMES.split()
"""Encodings that documents are in; among all that there are, a short text finds one that nobody ever wrote in."""
_ESCAPES = re.compile(rb"\x1b\$[@B]")
_ESCAPE_WITHIN = 65_536
_HALF = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_SOUND_SHARE = 0.25
"""Lines of UTF-8 for each line that is not, from which on a file is one of UTF-8 with other lines among them."""
_SAMPLE_FOR_GUESS = 16384
_SOUND = re.compile("[^\x00-\x7f\ufffd]")
_HIGH = re.compile(rb"[\x80-\xff]")
_WESTERN = frozenset(
    "àâäáãåæçèéêëìíîïñòóôöõøùúûüýÿœšžßÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØÙÚÛÜÝŸŒŠŽ«»“”‘’‚„‹›–—…€£¥¢§°©®™·•¿¡ºª²³¹¼½¾×±µ´¨¶\xa0\xad"
)
_ODD_IN_WORD = re.compile(
    r"[^\W\d_][£¥¢§°©®™·•¿¡²³¹¼½¾×±¶€¨][^\W\d_]|[a-z][ÀÂÄÁÃÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÖÕØÙÚÛÜÝ]|[À-ÖØ-öø-ÿ]{4}"
)


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
    wide = wide_encoding(data)
    if wide is not None:
        return _by(data, wide)
    declared = _declared(data) if declares else None
    if declared is None and encoding is None and _ESCAPES.search(data, 0, _ESCAPE_WITHIN):
        declared = "iso2022_jp"
    if declared in _STATEFUL:
        return _by(data, declared)
    for name in filter(None, (encoding, "utf-8", declared)):
        try:
            return Decoded(data.decode(name), name)
        except (UnicodeError, LookupError):
            continue
    if declared is not None:
        return _by(data, declared)
    return _surrogates(data) or _by_lines(data) or _mostly_utf8(data) or _by(data, _guess(data))


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


def _surrogates(data: bytes) -> Decoded | None:
    """Decode what is UTF-8 but for halves of surrogate pairs, as some old programs write characters like emoji."""
    if _HALF.search(data) is None:
        return None
    try:
        halves = data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return None
    characters = halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    lost = characters.count("\ufffd") - halves.count("\ufffd")
    return Decoded(characters, "utf-8", (_loss(lost, "utf-8"),) if lost else ())


def _by_lines(data: bytes) -> Decoded | None:
    """Decode a file put together of UTF-8 and something else line by line; None if it does not look like one."""
    sound, other = 0, []
    for start, end in _lines_beyond_ascii(data):
        if _is_utf8(data[start:end]):
            sound += 1
        else:
            other.append((start, end))
    if not other or sound < max(1, _SOUND_SHARE * len(other)):
        return None
    name = _guess(b"\n".join(data[start:end] for start, end in other))
    pieces: list[str] = []
    at = 0
    for start, end in other:
        pieces += (data[at:start].decode("utf-8", "replace"), data[start:end].decode(name, "replace"))
        at = end
    pieces.append(data[at:].decode("utf-8", "replace"))
    said = f"{len(other):,} {'line is' if len(other) == 1 else 'lines are'} not utf-8 and read as {name}"
    return Decoded("".join(pieces), "utf-8", (said,))


def _lines_beyond_ascii(data: bytes) -> Iterator[tuple[int, int]]:
    """Yield where the lines that are not ASCII begin and end."""
    at = 0
    while (high := _HIGH.search(data, at)) is not None:
        start = data.rfind(b"\n", at, high.start()) + 1 or at
        end = data.find(b"\n", high.start())
        at = end if end >= 0 else len(data)
        yield start, at


def _is_utf8(line: bytes) -> bool:
    """Say whether a line is UTF-8, perhaps damaged."""
    characters = line.decode("utf-8", "replace")
    lost = characters.count("\ufffd")
    return not lost or len(_SOUND.findall(characters)) >= lost


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

    best = from_bytes(sample, threshold=0.4, cp_isolation=_LIKELY).best()
    return best.encoding if best is not None else "cp1252"


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
