from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.model.entity import EntityType
from explorer.model.query import (
    And,
    DateRange,
    Everything,
    Exact,
    Fuzzy,
    Like,
    Listed,
    Named,
    Not,
    Or,
    Phrase,
    Prefix,
    Query,
    Wildcard,
    Word,
)
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
        case Wildcard():
            return (f"{query.field}=" if query.field else "") + f"/{query.text}/"
        case Fuzzy():
            return (f"{query.field}=" if query.field else "") + f"{query.text}~{query.edits}"
        case Exact():
            slop = f"~{query.slop}" if query.slop else ""
            return (f"{query.field}=" if query.field else "") + f"=='{query.text}'{slop}"
        case Listed():
            days = f" {query.begin or ''}..{query.end or ''}" if query.begin or query.end else ""
            return f"<{query.field} {query.text}{'*' if query.prefix else ''}{days}>"
        case Like():
            return f"<like {query.document}>"
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
        ("*naut", "/*naut/"),
        ("colo?r", "/colo?r/"),
        ("in*al", "/in*al/"),
        ("*luna*", "/*luna*/"),
        ("luna?*", "/luna?*/"),
        ("luna**", "luna*"),
        ("?oon", "/?oon/"),
        ("was it the moon? or mars?!", "(was & it & the & moon & or & mars!)"),
        ("title:*naut", "title=/*naut/"),
        ("path:*.md", "path=/*.md/"),
        ("https://example.org/?q=*", "https://example.org/?q=*"),
        ("rogozyn~", "rogozyn~2"),
        ("moon~", "moon~1"),
        ("rogozyn~1", "rogozyn~1"),
        ("moon~2", "moon~2"),
        ("moon~0", "moon"),
        ("title:rogozyn~", "title=rogozyn~2"),
        ("~/notes moon~base ~", "(~/notes & moon~base)"),
        ("=Moon", "=='Moon'"),
        ("==Moon", "=='Moon'"),
        ('="Moon base"', "=='Moon base'"),
        ("=“Moon base”", "=='Moon base'"),
        ('="Moon base"~2', "=='Moon base'~2"),
        ('="Moon ba', "Moon ba*"),
        ("title:=Moon", "title==='Moon'"),
        ('title:="Moon base"', "title==='Moon base'"),
        ("title:(=Moon OR mars)", "(title==='Moon' | title=mars)"),
        ("a=b = =", "a=b"),
        ('"lunar stat*"', "'lunar stat*'"),
        ("lang:de", "lang=de"),
        ("lang:German", "lang=de"),
        ("language:deu", "lang=de"),
        ("lang:(de OR fr)", "(lang=de | lang=fr)"),
        ("speaker:rogozin", "<speaker rogozin>"),
        ('speaker:"Dmitry Rogozin"', "<speaker Dmitry Rogozin>"),
        ("speaker:rog*", "<speaker rog*>"),
        ("about:2017-11", "<about 2017-11 2017-11-01..2017-11-30>"),
        ("about:2018..", "<about 2018.. 2018-01-01..>"),
        ("about:last-month", "<about last-month 2021-02-01..2021-02-28>"),
        ('about:"9 March 2021"', "<about 9 March 2021 2021-03-09..2021-03-09>"),
        ("is:starred is:unread IS:READ", "(<is starred> & <is unread> & <is read>)"),
        ("-is:read", "!<is read>"),
        ("has:quotes has:note", "(<has quotes> & <has notes>)"),
        ("has:(quotes OR dates)", "(<has quotes> | <has dates>)"),
        ("like:12", "<like 12>"),
        ("like:notes/harbour.md", "<like notes/harbour.md>"),
        ('like:"my notes.md"', "<like my notes.md>"),
        ("person:=Ada", "<person Ada>"),
        ("date:=2021", "[2021-01-01..2021-12-31]"),
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
        ("word~5 moon", "(word~2 & moon)", "^^^^^^", "word~2 moon"),
        ("a =lu*na b", "(a & =='luna' & b)", "  ^^^^^^", "a =luna b"),
        ("colo?r~", "color~2", "^^^^^^^", "color~"),
        ("person:rogozyn~", "<person rogozyn>", "       ^^^^^^^^", "person:rogozyn"),
        ("person:ro?ozin*", "<person roozin*>", "       ^^^^^^^^", "person:roozin"),
        ("x is:stared y", "(x & 'is:stared' & y)", "  ^^^^^^^^^", "x is:starred y"),
        ("is:zzz", "'is:zzz'", "^^^^^^", None),
        ("has:qotes", "'has:qotes'", "^^^^^^^^^", "has:quotes"),
        ("lang:germna", "'lang:germna'", "^^^^^^^^^^^", "lang:german"),
        ("lang:klingon", "'lang:klingon'", "^^^^^^^^^^^^", None),
        ("about:2017-13", "2017-13", "      ^^^^^^^", "about:2017-11"),
        ("abuot:2017", "'abuot:2017'", "^^^^^^", "about:2017"),
        ("speker:ada", "'speker:ada'", "^^^^^^^", "speaker:ada"),
        ("like:", "all", "^^^^^", None),
        ("lang:*", "all", "^^^^^^", None),
        ("moon like:* x", "(moon & x)", "     ^^^^^^", None),
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
        "~",
        "=",
        "is:",
        "starred",
        "like:",
        "about:",
        "lang:",
        "speaker:",
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
    (mistake,) = parse("moon =" + "a*" * 3000, TODAY).mistakes
    assert len(mistake.message) <= 200
    assert mistake.place.start == 5


def test_words_that_all_words_are_searched_for_are_counted() -> None:
    patterns = " ".join(f"w*{letter}" for letter in "abcdefghijklmnopqrst")
    parsed = parse(patterns, TODAY)
    assert isinstance(parsed.query, And)
    kinds = [type(item) for item in parsed.query.items]
    assert kinds == [Wildcard] * 16 + [Word] * 4
    assert "16" in parsed.mistakes[0].message
    phrase = parse(f'"{patterns}"', TODAY)
    assert isinstance(phrase.query, Phrase)
    assert "*" not in phrase.query.text
    assert phrase.mistakes


def test_a_long_phrase_is_cut_and_it_is_said() -> None:
    assert not parse(f'"{"word " * 64}"', TODAY).mistakes
    (mistake,) = parse(f'"{"word " * 65}"', TODAY).mistakes
    assert "first 64 words" in mistake.message


def test_chips_of_what_the_catalogue_knows_and_of_words_with_signs() -> None:
    typed = 'colo?r rogozyn~ =Moon ="Moon base" -is:read about:2017-11 speaker:rog* like:a.md lang:de'
    assert [(chip.label, typed[chip.place.start : chip.place.end]) for chip in parse(typed, TODAY).chips] == [
        ("colo?r", "colo?r"),
        ("rogozyn~2", "rogozyn~"),
        ("exactly Moon", "=Moon"),
        ("exactly “Moon base”", '="Moon base"'),
        ("is: read", "-is:read"),
        ("about 2017-11", "about:2017-11"),
        ("speaker: rog…", "speaker:rog*"),
        ("like: a.md", "like:a.md"),
        ("lang: de", "lang:de"),
    ]


def test_a_question_mark_before_a_word_of_a_sentence_is_punctuation() -> None:
    assert show(parse("what is the ?slip? effect on flow", TODAY).query) == show(
        parse("what is the slip effect on flow", TODAY).query
    )
    assert isinstance(parse("?slip", TODAY).query, Wildcard)
