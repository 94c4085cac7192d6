"""The grammar of a language: which words can begin a date, the rules that each of them leads to, parts and ranges."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from explorer.entities.dates.context import Context
from explorer.entities.dates.qualify import Around
from explorer.entities.dates.rules import Rule
from explorer.entities.dates.values import interval
from explorer.model.entity import DateValue
from explorer.values import dataclass

DIGIT_GUARD = r"(?:(?<![-$€£¥#@+=/.,])|(?<=(?:re|st|nd|ry)-))(?<!\d:)"
_BEGINS = frozenset(["beginning", "start", "end", "middle"])  # `beginning April 20`: from that day on, not its morning
_LONGEST_HEADS_OF_PARTS = 2  # `late in the third quarter`: a part of a part at most


@dataclass(frozen=True, slots=True)
class Reading:
    """How far a date goes, what it means and the rule that says so."""

    end: int
    value: DateValue
    rule: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """The rules of one language.

    `trigger` finds where a date may begin and `inner` matches what a part or a range may hold; the group that matched
    names the head, under which `rules` has the rules. `part` matches a word of `modifiers` and what joins it to its
    date, `whole` are rules for what only a part may be of; `range` matches the word that begins a range, `links` what
    joins its two ends. `tenses` has the groups past and future; None for English, which the context knows.
    """

    trigger: re.Pattern[str]
    inner: re.Pattern[str]
    rules: Mapping[str, Sequence[Rule]]
    part: re.Pattern[str]
    modifiers: Mapping[str, str]
    whole: Sequence[Rule]
    range: re.Pattern[str]
    links: Mapping[str, re.Pattern[str]]
    around: Around
    tenses: re.Pattern[str] | None = None

    def read(self, context: Context, at: int, head: str, depth: int = 0) -> Reading | None:
        """Return the longest reading of the rules of this head, matched at this offset."""
        if head == "part":
            return self._part(context, at, depth)
        if head == "range":
            return longest(self.rules.get(head, ()), context, at) or self._range(context, at)
        return longest(self.rules.get(head, ()), context, at)

    def _inner(self, context: Context, at: int, depth: int) -> Reading | None:
        head = self.inner.match(context.text, at)
        if head is None or head.lastgroup == "range":
            return None
        return self.read(context, at, head.lastgroup or "", depth)

    def _part(self, context: Context, at: int, depth: int) -> Reading | None:
        """Read `early February`, `mid-1987`, `end of last year`: a date with a modifier."""
        match = self.part.match(context.text, at)
        if match is None or depth >= _LONGEST_HEADS_OF_PARTS:
            return None
        reading = self._inner(context, match.end(), depth + 1)
        word = match["word"].lower()
        if reading is None and word not in ("early", "late", "mid"):
            reading = longest(self.whole, context, match.end())
        if reading is None or reading.value.modifier or (reading.value.precision == "day" and word in _BEGINS):
            return None
        value = replace(_last_century(reading.value, word), modifier=self.modifiers[word])
        return Reading(reading.end, value, reading.rule)

    def _range(self, context: Context, at: int) -> Reading | None:
        """Read `between 1941 and 1945`, `from 2015 to 2018`, `from March 3 to Monday`."""
        match = self.range.match(context.text, at)
        if match is None:
            return None
        first = self._inner(context, match.end(), 1)
        if first is None:
            return None
        if "/" in first.value.edtf:
            # `from June 3 to June 5` is one expression, `ran from March 3-5` holds one.
            whole = match["the"] is None and not any(mark in context.text[match.end() : first.end] for mark in "-–—/")
            return first if whole else None
        link = self.links[match["word"].lower()].match(context.text, first.end)
        last = None if link is None else self._inner(context, link.end(), 1)
        if last is None:
            return None
        value = interval(first.value, last.value)
        return None if value is None else Reading(last.end, value, "from a date to a date")


def _last_century(value: DateValue, word: str) -> DateValue:
    """Return a value as it is; `early 1900s` is surely the century, in the sense that its beginning is meant."""
    return replace(value, confidence=0.85) if value.edtf == "19XX" and word == "early" else value


def longest(rules: Sequence[Rule], context: Context, at: int) -> Reading | None:
    """Return the longest of the readings of some rules at an offset."""
    best: Reading | None = None
    for candidate in rules:
        match = candidate.pattern.match(context.text, at)
        if match is None or (best is not None and match.end() <= best.end):
            continue
        value = candidate.build(match, context)
        if value is not None:
            best = Reading(match.end(), value, candidate.name)
    return best
