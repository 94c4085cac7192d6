"""The grammar of dates in other languages than English, made from the wording of each."""

from __future__ import annotations

import re
from functools import cache

from explorer.entities.dates import foreign_days, foreign_times, numeric, years
from explorer.entities.dates.grammar import DIGIT_GUARD, Grammar
from explorer.entities.dates.lexicon import GAP
from explorer.entities.dates.qualify import Around
from explorer.entities.dates.rules import Rule
from explorer.entities.dates.wording import Wording, nameless, wording

_OF_ALL = ("years", "years, short", "year and month")


@cache
def grammar_of(language: str) -> Grammar:
    """Return the grammar of one of `wording.languages()`."""
    words = wording(language)
    rules = (*foreign_days.rules(words), *foreign_times.rules(words))
    shared = tuple(each for each in years.RULES["digit"] if each.name in _OF_ALL)
    heads = _heads(words)
    part, link = _alternatives(words.parts), words.pieces["range_link"]
    ranges = words.pieces["range"].split("|")
    by_head: dict[str, tuple[Rule, ...]] = {
        "digit": (*numeric.RULES["digit"], *shared, *rules),
        "word": rules,
        "range": foreign_days.ranges(words),
    }
    return Grammar(
        trigger=re.compile(rf"(?<!\w)(?:(?P<digit>{DIGIT_GUARD}\d{{1,4}})|{heads})", re.IGNORECASE),
        inner=re.compile(rf"(?P<digit>\d{{1,4}})|{heads}", re.IGNORECASE),
        rules=by_head,
        part=re.compile(rf"(?P<word>{part})(?:{GAP}|(?=-)){words.pieces['part_link']}", re.IGNORECASE),
        modifiers=words.parts,
        whole=(),
        range=re.compile(rf"(?P<word>{_alternatives(ranges)}){GAP}(?P<the>)", re.IGNORECASE),
        links=dict.fromkeys(ranges, re.compile(rf"{GAP}?[-–]{GAP}?|{GAP}(?:{link}){GAP}", re.IGNORECASE)),
        around=_around(words),
        tenses=re.compile(
            rf"(?<!\w)(?:(?P<future>{words.pieces['future']})|(?P<past>{words.pieces['past']}))(?!\w)", re.IGNORECASE
        ),
    )


def _alternatives(words: object) -> str:
    return "|".join(sorted(words, key=len, reverse=True))  # type: ignore[call-overload]  # an iterable of texts


def _heads(words: Wording) -> str:
    """Return the alternatives that find where a date may begin, by the name of their head."""
    pieces = words.pieces
    near = rf"(?:{pieces['last']}|{pieces['next']}|{pieces['this']}){GAP}"
    begins = [
        words.month,
        words.weekday,
        rf"{words.short_weekday},?{GAP}\d",
        words.season,
        words.word,
        words.count,
        near,
        rf"{words.unit}{GAP}(?:{pieces['last']}|{pieces['next']})",
        rf"(?:{words.ordinal}){GAP}(?:{pieces['quarter']}|{pieces['half']})",
        pieces["century"],
        pieces["decade"],
        pieces["decade_word"],
        *words.ago,
        *words.ahead,
    ]
    word = "|".join(nameless(each) for each in begins)
    following = rf"{GAP}(?:\d|{words.month}|{words.weekday})"
    return (
        rf"(?P<part>(?:{_alternatives(words.parts)})(?=[\s-]))|(?P<range>(?:{pieces['range']})(?={nameless(following)}))"
        rf"|(?P<word>(?={word})\w)"
    )


def _around(words: Wording) -> Around:
    """Return what may stand around a date and change it."""
    pieces = words.pieces
    bounds = "|".join(rf"(?P<{name}>{pieces[name]})" for name in ("since", "until", "before", "after"))
    never = re.compile(r"(?!)")
    return Around(
        about=re.compile(rf"(?<!\w)(?:{pieces['about']})\s*$", re.IGNORECASE),
        perhaps=never,
        bound=re.compile(rf"(?<!\w)(?:{bounds})(?:\s+|(?<=['’]))$", re.IGNORECASE),
        counted_from=re.compile(
            rf"{nameless(words.unit)}{GAP}(?:{pieces['before']}|{pieces['after']})\s+$", re.IGNORECASE
        ),
        stands_alone=re.compile(""),
    )
