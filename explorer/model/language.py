"""The languages whose word endings are known, by their ISO 639-1 codes and by the names that the stemmers have."""

from __future__ import annotations

SNOWBALL: dict[str, str] = {
    "ar": "arabic",
    "ca": "catalan",
    "cs": "czech",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "eo": "esperanto",
    "es": "spanish",
    "et": "estonian",
    "eu": "basque",
    "fa": "persian",
    "fi": "finnish",
    "fr": "french",
    "ga": "irish",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "ne": "nepali",
    "nl": "dutch",
    "no": "norwegian",
    "pl": "polish",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "st": "sesotho",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
"""ISO 639-1 code → name of the Snowball stemmer. A document's language is one of these codes, or "" for unknown."""

_OTHER_CODES = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "ji": "yi"}
_THREE_LETTERS = {
    "ara": "ar", "arm": "hy", "hye": "hy", "baq": "eu", "eus": "eu", "cat": "ca", "ces": "cs", "cze": "cs", "dan": "da",
    "deu": "de", "ger": "de", "dut": "nl", "nld": "nl", "ell": "el", "gre": "el", "eng": "en", "epo": "eo", "est": "et",
    "fas": "fa", "per": "fa", "fin": "fi", "fra": "fr", "fre": "fr", "gle": "ga", "hin": "hi", "hun": "hu", "ind": "id",
    "ita": "it", "lit": "lt", "nep": "ne", "nob": "no", "nno": "no", "nor": "no", "pol": "pl", "por": "pt", "ron": "ro",
    "rum": "ro", "rus": "ru", "sot": "st", "spa": "es", "srp": "sr", "swe": "sv", "tam": "ta", "tur": "tr", "yid": "yi",
}  # fmt: skip
_BIBLIOGRAPHIC = frozenset(["arm", "baq", "cze", "dut", "fre", "ger", "gre", "nno", "nob", "per", "rum"])
_TERMINOLOGICAL = {two: three for three, two in _THREE_LETTERS.items() if three not in _BIBLIOGRAPHIC}
_NAMED = {name: code for code, name in SNOWBALL.items()}


def code_of(written: str) -> str:
    """Return the code of a language as it may be written: `de`, `de-AT`, `de_AT.UTF-8`, `deu`, `German`; "" if none.

    Of several the first counts.
    """
    folded = written.partition(",")[0].strip().casefold().replace("_", "-")
    if folded in _NAMED:
        return _NAMED[folded]
    first = folded.partition("-")[0].partition(".")[0]
    code = _OTHER_CODES.get(first) or _THREE_LETTERS.get(first) or first
    return code if code in SNOWBALL else ""


def three_letters(code: str) -> str:
    """Return the ISO 639-3 code of a language, such as `deu` for `de`; "" if it is none that is known here."""
    return _TERMINOLOGICAL.get(code, "")


def stemmer_of(code: str, own: str) -> str:
    """Return the stemmer for a document in the language of `code`, "" where it is the corpus's `own`."""
    name = SNOWBALL.get(code, "")
    return "" if name == own else name
