"""What stands around a date and changes what it means: since and until, before and after, circa, a question mark."""

from __future__ import annotations

import re
from dataclasses import replace

from explorer.entities.dates.context import Context
from explorer.entities.dates.values import about
from explorer.model.entity import DateValue
from explorer.values import dataclass


@dataclass(frozen=True, slots=True)
class Around:
    """The words of a language that may stand before a date, each matched up to it, and what may follow a bound.

    `about` makes a year approximate, where its group `sure` matched without a doubt; `perhaps` makes it uncertain.
    `bound` has the groups since, until, before and after; it is none where `counted_from` matches (`two days after`)
    or where `stands_alone` does not match behind the date (`since the 2008 crisis`).
    """

    about: re.Pattern[str]
    perhaps: re.Pattern[str]
    bound: re.Pattern[str]
    counted_from: re.Pattern[str]
    stands_alone: re.Pattern[str]


ENGLISH = Around(
    about=re.compile(r"\b(?:(?P<sure>circa|ca?\.|c\s|ca\s)|about|around|roughly|approximately)\s*$", re.IGNORECASE),
    perhaps=re.compile(r"\b(?:probably|perhaps|possibly)\s+(?:in\s+|on\s+)?$", re.IGNORECASE),
    bound=re.compile(
        r"\b(?:(?P<since>since)|(?P<until>until|till|up\s+to)|(?P<before>before|prior\s+to)|(?P<after>after))\s+"
        r"(?:at\s+least\s+|about\s+|around\s+)?(?:the\s+)?$",
        re.IGNORECASE,
    ),
    counted_from=re.compile(
        r"\b(?:days?|weeks?|months?|years?|decades?|hours?|long|shortly|soon|just|right|immediately)\s+(?:before|after)"
        r"\s+(?:the\s+)?$",
        re.IGNORECASE,
    ),
    stands_alone=re.compile(
        r"[.,;:)!?\]\"”]|\s*$|\s+(?:and|or|but|in|at|on|the|a|an|he|she|they|it|we|i|you|his|her|their|its|there|when|"
        r"that|which|who|is|was|were|had|has|have|will|would|did|do|does|can|could|to|for|with|by|from|of|no|nobody|"
        r"not|nor|as|some|many|all|most|more|\d|[A-Z])",
    ),
)
_ASKED = re.compile(r"\s?\(\?\)|\?(?=\s?[)\]–-])")
_LOOKED_AT = 40


def qualified(context: Context, around: Around, start: int, end: int, value: DateValue) -> tuple[int, DateValue]:
    """Return where the date ends and what it means with what stands around it."""
    left = context.before(start, _LOOKED_AT)
    if value.anchor == "text" and value.precision == "year":
        told = around.about.search(left)
        if told is not None:
            value = about(value)
            value = value if told.groupdict().get("sure") else replace(value, confidence=min(value.confidence, 0.75))
        elif around.perhaps.search(left):
            value = about(value, "?")
    if value.anchor == "text" and (value.precision == "year" or (value.precision == "interval" and value.end)):
        asked = _ASKED.match(context.text, end)
        if asked is not None and value.edtf[-1].isdigit():
            end, value = asked.end(), replace(value, edtf=f"{value.edtf}?", confidence=min(value.confidence, 0.9))
    bound = around.bound.search(left)
    if bound is not None and value.precision != "interval" and _bounds(context, around, left, end):
        value = replace(value, modifier=f"{bound.lastgroup} {value.modifier}".strip())
    return end, value


def _bounds(context: Context, around: Around, left: str, end: int) -> bool:
    """Say whether the date itself is the bound, and not what it belongs to: `since the 2008 crisis`."""
    return around.counted_from.search(left) is None and around.stands_alone.match(context.text, end) is not None
