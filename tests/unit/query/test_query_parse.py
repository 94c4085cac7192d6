from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.model.entity import EntityType
from explorer.model.query import And, DateRange, Everything, Named, Not, Or, Phrase, Prefix, Query, Word
from explorer.query import parse

TODAY = date(2021, 3, 17)


def show(query: Query) -> str:
    """Write a tree as one would say it."""
    match query:
        case Word():
            return f"{query.field}={query.text}" if query.field else query.text
        case Prefix():
            return f"{query.field}={query.text}*" if query.field else f"{query.text}*"
        case Phrase():
            slop = f"~{query.slop}" if query.slop else ""
            return (f"{query.field}=" if query.field else "") + f"'{query.text}'{slop}"
        case Named():
            return f"<{query.type or 'any'} {query.text}{'*' if query.prefix else ''}>"
        case DateRange():
            return f"[{query.begin or ''}..{query.end or ''}]"
        case And():
            return "(" + " & ".join(map(show, query.items)) + ")"
        case Or():
            return "(" + " | ".join(map(show, query.items)) + ")"
        case Not():
            return "!" + show(query.item)
        case Everything():
            return "all"
        case _:
            return "nothing"


@pytest.mark.parametrize(
    ("typed", "tree"),
    [
        ("", "all"),
        ("   ", "all"),
        ("*", "all"),
        ("moon", "moon"),
        ("moon base", "(moon & base)"),
        ("moon and base or not", "(moon & and & base & or & not)"),
        ("moon AND base", "(moon & base)"),
        ("moon OR base", "(moon | base)"),
        ("moon || base", "(moon | base)"),
        ("moon | base", "(moon | base)"),
        ("moon && base AT&T", "(moon & base & AT&T)"),
        ("a b OR c d", "((a & b) | (c & d))"),
        ("moon NOT base", "(moon & !base)"),
        ("moon -base", "(moon & !base)"),
        ("-base", "!base"),
        ("state-owned", "state-owned"),
        ("luna* NOT (apollo OR gateway)", "(luna* & !(apollo | gateway))"),
        ('"lunar research station"', "'lunar research station'"),
        ("“lunar research station”", "'lunar research station'"),
        ('"moon station"~5', "'moon station'~5"),
        ('"lunar res', "lunar res*"),
        ('"lunar', "lunar"),
        ('"lunar res ', "'lunar res'"),
        ("title: moon", "title=moon"),
        ("person: ada", "<person ada>"),
        ("(moon OR mars", "(moon | mars)"),
        ("title:moon", "title=moon"),
        ('title:"the moon"', "title='the moon'"),
        ("title:(moon OR mars)", "(title=moon | title=mars)"),
        ("person:rogozin", "<person rogozin>"),
        ("C:\\Windows", "C:\\Windows"),
        ('person:"Dmitry Rogozin"', "<person Dmitry Rogozin>"),
        ("org:cnsa place:moscow", "(<organisation cnsa> & <place moscow>)"),
        ("organization:cnsa", "<organisation cnsa>"),
        ("entity:rog*", "<any rog*>"),
        ("type:md", "type=md"),
        ("type:Markdown", "type=md"),
        ("type:m*", "type=m*"),
        ("type:.htm", "type=html"),
        ("type:(text OR md)", "(type=txt | type=md)"),
        ("path:reports/2021", "path=reports/2021"),
        ("date:2021-03", "[2021-03-01..2021-03-31]"),
        ("date:2021-03-15", "[2021-03-15..2021-03-15]"),
        ("date:2018..2022", "[2018-01-01..2022-12-31]"),
        ("date:2018..", "[2018-01-01..]"),
        ("after:2020", "[2021-01-01..]"),
        ("before:2021-06", "[..2021-05-31]"),
        ("date:yesterday", "[2021-03-16..2021-03-16]"),
        ("date:last-week", "[2021-03-08..2021-03-14]"),
        ("date:last-month", "[2021-02-01..2021-02-28]"),
        ("date:this-year", "[2021-01-01..2021-12-31]"),
        ("date:1990s", "[1990-01-01..1999-12-31]"),
        ("date:2020-winter", "[2020-12-01..2021-02-28]"),
        ("date:2m", "[2021-01-17..2021-03-17]"),
        ("what is the moon?", "(what & is & the & moon)"),
        ("https://example.org/a", "https://example.org/a"),
        ("moon & base", "(moon & base)"),
    ],
)
def test_a_line_is_understood(typed: str, tree: str) -> None:
    parsed = parse(typed, TODAY)
    assert show(parsed.query) == tree
    assert not parsed.mistakes


@pytest.mark.parametrize(
    ("typed", "tree", "carets", "mended"),
    [
        ("persn:ada moon", "('persn:ada' & moon)", "^^^^^^", "person:ada moon"),
        ("moon date:2021-13", "(moon & 2021-13)", "          ^^^^^^^", "moon date:2021-03"),
        ("date:2022..2018", "2022..2018", "     ^^^^^^^^^^", "date:2018..2022"),
        ("moon OR", "moon", "     ^^", "moon"),
        ("OR", "all", "^^", None),
        ("AND moon", "moon", "^^^", "moon"),
        ("moon NOT", "moon", "     ^^^", "moon"),
        ("moon)", "moon", "    ^", "moon"),
        ("moon title:", "moon", "     ^^^^^^", None),
        ("moon author:*", "moon", "     ^^^^^^^^", None),
        ("colo?r", "color", "^^^^^^", "color"),
        ("rogozyn~", "rogozyn", "^^^^^^^^", "rogozyn"),
    ],
)
def test_a_mistake_has_a_place_and_the_rest_is_searched(typed: str, tree: str, carets: str, mended: str | None) -> None:
    parsed = parse(typed, TODAY)
    assert show(parsed.query) == tree
    place = parsed.mistakes[0].place
    assert " " * place.start + "^" * len(place) == carets
    assert parsed.mistakes[0].mended == mended


def test_chips_say_what_was_understood_and_where() -> None:
    typed = 'moon person:"Ada Lovelace" -after:2020'
    chips = parse(typed, TODAY).chips
    assert [(chip.label, typed[chip.place.start : chip.place.end], chip.negated) for chip in chips] == [
        ("person: Ada Lovelace", 'person:"Ada Lovelace"', False),
        ("after 2020", "-after:2020", True),
    ]


def test_a_type_is_carried() -> None:
    query = parse("person:ada", TODAY).query
    assert isinstance(query, Named)
    assert query.type is EntityType.PERSON


def test_length_and_depth_are_bounded_and_said() -> None:
    assert "8,192" in parse("a" * 9000, TODAY).mistakes[0].message
    assert any("64" in mistake.message for mistake in parse("(" * 200 + "a", TODAY).mistakes)
    parse("-" * 3000 + "a", TODAY)
    parse("NOT " * 2000 + "a", TODAY)


PIECES = st.sampled_from(
    [
        "moon",
        "AND",
        "OR",
        "NOT",
        "-",
        "(",
        ")",
        '"',
        "title:",
        "person:",
        "date:",
        "2021",
        "..",
        "*",
        "~3",
        " ",
        "é",
        "月",
        "?",
    ]
)


@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=20).map("".join)))
def test_whatever_is_typed_is_parsed(typed: str) -> None:
    parsed = parse(typed, TODAY)
    assert parsed == parse(typed, TODAY)
    for place in (*(chip.place for chip in parsed.chips), *(mistake.place for mistake in parsed.mistakes)):
        assert 0 <= place.start <= place.end <= len(typed)


@pytest.mark.parametrize(
    ("typed", "tree", "loose"),
    [
        ("who built the base", "(who & built & the & base)", "(who & built & the & base)"),
        ("a b (c d) e*", "(a & b & c & d & e*)", "(a & b & c & d & e*)"),
        ("a AND b AND c AND d", "(a & b & c & d)", ""),
        ("a b AND c d", "(a & b & c & d)", ""),
        ("a b c date:2021", "((a & b & c) & [2021-01-01..2021-12-31])", "(a & b & c)"),
        ("person:ada a b c -d", "((a & b & c) & <person ada> & !d)", "(a & b & c)"),
        ('a b c "d e"', "((a & b & c) & 'd e')", "(a & b & c)"),
        ("a b (c OR d)", "(a & b & (c | d))", ""),
        ("title:(a b c)", "(title=a & title=b & title=c)", ""),
    ],
)
def test_plain_words_side_by_side_need_not_all_match_where_nothing_has_them(typed: str, tree: str, loose: str) -> None:
    query = parse(typed, TODAY).query
    assert show(query) == tree
    inside = [query, *(query.items if isinstance(query, And) else ())]
    assert [show(each) for each in inside if isinstance(each, And) and each.loose] == ([loose] if loose else [])


def test_what_is_said_of_a_mistake_is_short_however_long_the_word_is() -> None:
    (mistake,) = parse("moon " + "a*" * 3000, TODAY).mistakes
    assert len(mistake.message) <= 200
    assert mistake.place.start == 5
