"""The words and number forms of dates: regular-expression fragments and what they mean.

Every fragment is bounded (no nested repetition), so that matching stays linear in whatever text it meets.
"""

from __future__ import annotations

MONTH_NAMES = [
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
]  # fmt: skip
WEEKDAY_NAMES = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
_SHORT_MONTHS = ["jan", "feb", "mar", "apr", "jun", "jul", "aug", "sept", "sep", "oct", "nov", "dec"]
_SHORT_WEEKDAYS = ["mon", "tues", "tue", "wed", "thurs", "thur", "thu", "fri", "sat", "sun"]
_SMALL = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
]  # fmt: skip
_ORDINALS = [
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth",
    "twenty-seventh", "twenty-eighth", "twenty-ninth", "thirtieth", "thirty-first",
]  # fmt: skip

MONTHS: dict[str, int] = {name: at for at, name in enumerate(MONTH_NAMES, 1)}
MONTHS |= {name[:3]: at for name, at in MONTHS.items()} | {"sept": 9}
WEEKDAYS: dict[str, int] = {name: at for at, name in enumerate(WEEKDAY_NAMES)}
WEEKDAYS |= {short: WEEKDAYS[name] for short in _SHORT_WEEKDAYS for name in WEEKDAY_NAMES if name.startswith(short)}
NUMBERS: dict[str, int] = {name: at for at, name in enumerate(_SMALL)} | {
    "a": 1, "an": 1, "a couple of": 2, "couple of": 2, "a dozen": 12, "dozen": 12,
    "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "a hundred": 100,
}  # fmt: skip
ORDINALS: dict[str, int] = {name: at for at, name in enumerate(_ORDINALS, 1)}
DECADES: dict[str, int] = {
    "twenties": 192, "thirties": 193, "forties": 194, "fifties": 195, "sixties": 196, "seventies": 197,
    "eighties": 198, "nineties": 199,
}  # fmt: skip
SEASONS: dict[str, int] = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
MODIFIERS: dict[str, str] = {
    "early": "early", "earlier": "early", "beginning": "early", "start": "early", "mid": "mid", "middle": "mid",
    "late": "late", "later": "late", "end": "late",
}  # fmt: skip


def cased(words: list[str]) -> str:
    """Return alternatives for `words` in lower case, capitalised and in capitals, longest first."""
    forms = {form for word in words for form in (word, word.capitalize(), word.upper())}
    return "|".join(sorted(forms, key=lambda form: (-len(form), form)))


def _titled(words: list[str]) -> str:
    forms = {form for word in words for form in (word.capitalize(), word.upper())}
    return "|".join(sorted(forms, key=lambda form: (-len(form), form)))


def ordinal_of(word: str) -> int | None:
    """Return the number that an ordinal is: `nineteenth`, `19th`; None for another word."""
    digits = word.rstrip("stndrhSTNDRH")
    return int(digits) if digits.isdecimal() else ORDINALS.get(word.lower())


# A blank between two words of one date: spaces or one line end, never a blank line.
GAP = r"(?:[ \t\u00a0\u202f]{1,3}(?:\n[ \t]{0,3})?|\n[ \t]{0,3})"
MONTH = rf"(?:(?:{_titled(MONTH_NAMES)})(?![A-Za-z])|(?:{_titled(_SHORT_MONTHS)})(?![A-Za-z])\.?)"
FULL_MONTH = rf"(?:{_titled(MONTH_NAMES)})(?![A-Za-z])"
WEEKDAY = rf"(?:{_titled(WEEKDAY_NAMES)})(?![A-Za-z])"
SHORT_WEEKDAY = rf"(?:{_titled(_SHORT_WEEKDAYS)})(?![A-Za-z])\.?"
DASH = rf"(?:{GAP}?[-–—]{GAP}?|{GAP}(?:to|through|thru|until|till){GAP})"
SEASON = rf"(?:{cased(list(SEASONS))})(?![A-Za-z])"

# What makes the number before it a count and not a year or a day.
COUNTED = (
    r"(?:people|persons|dlrs|dollars?|cents?|cts|euros?|pounds?|stg|yen|marks?|francs?|yuan|rubles?|roubles?|rupees?|"
    r"pct|percent|per[ -]cent|mln|bln|million|billion|trillion|thousand|hundred|dozen|km|kms|kilomet\w+|kg|kilos?|"
    r"kilograms?|miles?|met(?:er|re)s?|feet|foot|ft|inch(?:es)?|sq|square|acres?|hectares?|tons?|tonnes?|barrels?|"
    r"bpd|bushels?|ounces?|ozs?|lbs?|litres?|liters?|gallons?|degrees?|points?|basis|votes|seats?|troops|soldiers|"
    r"workers|employees|jobs|deaths|cases|homes|houses|men|women|children|students|patients|refugees|shares|stocks?|"
    r"units|copies|times|hours?|hrs|minutes?|seconds?|members|residents|protesters|demonstrators|passengers|vehicles|"
    r"cars|trucks|aircraft|planes|tanks|rooms?|beds|years[ -]old|words|characters|pages|calories|volts?|watts?|k[WV]|"
    r"MW|GW|[mµ]g|g|ml|cm|mm|[kMG]?Hz|"
    rf"GB|MB|mph|rpm|hp|ppm|GMT|EST|EDT|UTC|BST|CET|a\.m|p\.m|am|pm|o'clock|local{GAP}time|hours|pence|shillings|an{GAP}ounce|per{GAP}(?:ounce|tonne?|barrel))"
)
NOT_COUNT = rf"(?!%|[.,]\d|{GAP}?(?:%|{COUNTED}\b))"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?(?![\dA-Za-z])"
YEAR = rf"(?:1[5-9]\d\d|20\d\d|2100)(?![\dA-Za-z]){NOT_COUNT}"
NUMBER = (
    rf"(?:\d{{1,3}}(?![\d.,]\d)|{cased(sorted(set(NUMBERS) - {'zero'}))}"
    r"|[Tt]wenty-(?:one|two|three|four|five|six|seven|eight|nine))(?![A-Za-z])"
)
UNIT = r"(?:day|week|fortnight|month|quarter|year|decade|centur(?:y|ie))(?:s)?(?![A-Za-z])"


def number_of(word: str) -> int | None:
    """Return the number written as digits or as a word ("twenty-one"), or None."""
    word = " ".join(word.lower().split())
    if word.isdecimal():
        return int(word)
    if word.startswith("twenty-"):
        return 20 + NUMBERS[word[7:]]
    return NUMBERS.get(word)


def month_of(word: str) -> int:
    """Return the number of a month's name or abbreviation."""
    return MONTHS[word.lower().rstrip(".")]


def day_of(word: str) -> int:
    """Return the day of the month written as `9`, `09` or `9th`."""
    return int(word.rstrip("stndrh"))


def unit_of(word: str) -> str:
    """Return the singular of a unit of time, in lower case."""
    word = word.lower()
    return "century" if word.startswith("centur") else word.rstrip("s")
