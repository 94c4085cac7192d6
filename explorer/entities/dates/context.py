"""What surrounds a date: its sentence, the dates before it, the tense of its clause."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from explorer.model.entity import DateValue
from explorer.model.span import Span

PAST, FUTURE, UNTOLD = "past", "future", ""

_COARSE = {
    "day": 0, "weekend": 1, "week": 1, "fortnight": 1, "month": 2, "quarter": 3, "season": 3, "half": 4, "year": 5,
    "decade": 6, "century": 7,
}  # fmt: skip
_FIRST_YEAR, _LAST_YEAR = 60, 9000
_LEFT, _RIGHT = 110, 70
_TURNS = re.compile(r"\b(?:(?P<future>by|until|till|before)|(?P<past>since|last))\s+(?:the\s+)?$")
_REPORTS = frozenset(["said", "told", "added", "reported", "announced"])
_ADJACENT, _BEHIND = 10, 12  # characters
_MARKER = re.compile(
    r"(?<![\w-])(?:(?P<future>will|'ll|’ll|shall|won't|won’t|would|could|might|must|should|going to|plans?(?! of)|"
    r"(?:planned|arranged|called) for|planned to|planning|expect(?:s|ed|ing)?|schedul\w+|due(?! to)|set (?:to|for)|"
    r"slated|is to|are to|to be|upcoming|next|ahead of|postponed (?:to|until)|forthcoming|aims?|hopes?|intends?|until|"
    r"deadline|expires?|matures?|maturing|payable|no later than|forecasts?|projected|proposes?|seeks?|prior to|"
    r"effective|takes? effect|comes? into|begins|starts|opens|arrives?|meets?|hosts|faces|travels|flies|resumes)|"
    r"(?P<past>\w{2,}ed|said|was|were|had|told|took|came|went|made|began|held|met|won|lost|left|died|found|gave|got|"
    r"sent|shot|led|since|last|ago|became|rose|fell|has|have|been|did|saw|set|put|cut|hit|paid|spent|sold|bought|grew|"
    r"ran|heard|struck|chose|drew|drove|flew|taught|caught|sought|fought|sank|swore|threw|won|broke|wrote|spoke|built|brought|thought|stood|kept|knew))\b"
)


def can_count_from(day: str) -> bool:
    """Say whether years can be counted to and fro from an ISO day without leaving the calendar's 1 to 9999."""
    return day[0] != "-" and _FIRST_YEAR <= int(day[:4]) <= _LAST_YEAR


@dataclass(frozen=True, slots=True)
class Found:
    """A date already found: where it stands and what it means."""

    span: Span
    value: DateValue


@dataclass(slots=True)
class Context:
    """The text under the eye of the date rules, with what was found in it so far, left to right.

    `language` is an ISO 639-1 code, "" for unknown. `orders` remembers for a separator of numeric dates whether the
    text writes the day first, and how sure that is. `tenses` finds the words that tell past from future, with groups of
    these names; None where the text is English.
    """

    text: str
    reference: date | None
    sentences: Sequence[Span]
    language: str = ""
    tenses: re.Pattern[str] | None = None
    found: list[Found] = field(default_factory=list)
    orders: dict[str, tuple[bool, float]] = field(default_factory=dict)
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._starts = [span.start for span in self.sentences]

    def sentence_number(self, at: int) -> int:
        """Return the number of the sentence that holds offset `at`, or −1."""
        number = bisect_right(self._starts, at) - 1
        return number if number >= 0 and at < self.sentences[number].end else -1

    def sentence(self, at: int) -> Span:
        """Return the sentence around `at`; without one, what stands around it between line ends."""
        number = self.sentence_number(at)
        if number >= 0:
            return self.sentences[number]
        end = self.text.find("\n", at, at + 500)
        return Span(self.text.rfind("\n", max(at - 500, 0), at) + 1, end if end >= 0 else min(at + 500, len(self.text)))

    def before(self, at: int, width: int = 24) -> str:
        """Return up to `width` characters before `at`, of the same paragraph."""
        left = self.text[max(at - width, 0) : at]
        return left[left.rfind("\n\n") + 2 :] if "\n\n" in left else left

    def same_paragraph(self, start: int, end: int) -> bool:
        """Say whether no blank line stands between two offsets."""
        return "\n\n" not in self.text[start:end]

    def tense(self, start: int, end: int) -> str:
        """Tell from the verbs nearest to a date whether its clause looks back or ahead."""
        sentence = self.sentence(start)
        if self.tenses is not None:
            return self._nearest_tense(self.tenses, sentence, start, end)
        left = self.text[max(sentence.start, start - _LEFT) : start].lower()
        turn = _TURNS.search(left)
        if turn is not None:
            return turn.lastgroup or UNTOLD
        right = self.text[end : min(max(sentence.end, end), end + _RIGHT)].lower().split(";", 1)[0]
        left = left.rsplit(";", 1)[-1]
        best, distance = UNTOLD, _LEFT + _RIGHT
        for marker in _MARKER.finditer(left):
            gap = len(left) - marker.end()
            # `said` tells when something was said, not when it happens, unless the date stands right behind it.
            if gap <= _ADJACENT or marker[0] not in _REPORTS:
                best, distance = marker.lastgroup or UNTOLD, gap
        opens = not left.strip(" \"“‘'").removesuffix("in").removesuffix("on").strip()
        after = next((one for one in _MARKER.finditer(right) if opens or one[0] not in _REPORTS), None)
        # What follows a date governs it less than what stands before it.
        if after is not None and after.start() + _BEHIND < distance:
            best = after.lastgroup or UNTOLD
        return best

    def _nearest_tense(self, tenses: re.Pattern[str], sentence: Span, start: int, end: int) -> str:
        best, distance = UNTOLD, _LEFT
        for marker in tenses.finditer(self.text, max(sentence.start, start - _LEFT), min(sentence.end, end + _RIGHT)):
            gap = start - marker.end() if marker.end() <= start else marker.start() - end + _BEHIND
            if gap < distance and not start <= marker.start() < end:
                best, distance = marker.lastgroup or UNTOLD, gap
        return best

    def previous(self, at: int) -> Found | None:
        """Return the date found last before `at` in the same paragraph."""
        if self.found and self.same_paragraph(self.found[-1].span.end, at):
            return self.found[-1]
        return None

    def told_before(self, at: int, unit: str = "day") -> tuple[date | None, str, float]:
        """Return the day from which `the following year` is counted, its anchor and how sure that is.

        That is the first day of the date told before, if it is known as exactly as `unit` needs, else the document's.
        """
        previous = self.previous(at)
        if previous is None or not previous.value.begin:
            return self.reference, "document date", 0.55
        if _COARSE.get(previous.value.precision, 9) > _COARSE[unit] or not can_count_from(previous.value.begin):
            return None, "", 0.0
        same = self.sentence(at).start <= previous.span.start
        return date.fromisoformat(previous.value.begin), "sentence" if same else "paragraph", 0.75 if same else 0.7
