from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.documents.markdown import MarkdownReader

READER = MarkdownReader()


def text(characters):
    return READER.extract(characters).text


def links(characters):
    extract = READER.extract(characters)
    return [(found.span.of(extract.text), found.target, found.kind) for found in extract.references]


@pytest.mark.parametrize(
    ("characters", "expected"),
    [
        ("# Heading\n\nText.", "# Heading\n\nText."),
        ("**bold** and *thin* and __b__ and _t_", "bold and thin and b and t"),
        ("***both*** ~~gone~~", "both gone"),
        ("**bold *and thin* words**", "bold and thin words"),
        ("**over\na line**", "over\na line"),
        ("5 * 3 * 2, snake_case_name, 2*3*4, a * b", "5 * 3 * 2, snake_case_name, 2*3*4, a * b"),
        ("* item\n* item", "* item\n* item"),
        (r"\*not thin\* \[x\]", "*not thin* [x]"),
        ("see [the page](page.md) now", "see the page now"),
        ('[a](<b c.md> "title") [d](e_(f).md)', "a d"),
        ("![alt words](image.png) after", "alt words after"),
        ("[![badge](b.svg)](https://x.org)", "badge"),
        ("[[Target]] and [[Target|alias]] and [[T|]]", "Target and alias and T"),
        ("<https://x.org/a_b_c> end", "https://x.org/a_b_c end"),
        ("https://x.org/_a_/*b* end", "https://x.org/_a_/*b* end"),
        ("`code *stays*` and ``x`` end", "code *stays* and x end"),
        ("```\n**not bold**\n[x](y)\n```\n**bold**", "```\n**not bold**\n[x](y)\n```\nbold"),
        ("~~~\n*a*\n```\n*b*\n~~~\n*c*", "~~~\n*a*\n```\n*b*\n~~~\nc"),
        ("```\n*never closed*", "```\n*never closed*"),
        ("a <!-- not -- seen --> b <!-- never closed", "a  b <!-- never closed"),
        ("H<sub>2</sub>O<br/>x < y > z", "H2Ox < y > z"),
        ("[the text][ref] and [ref] and [none][x]\n\n[ref]: https://x.org 'T'\n", "the text and ref and [none][x]\n\n"),
        ("1 < 2 [not a link] (really)", "1 < 2 [not a link] (really)"),
    ],
)
def test_marks_go_and_words_stay(characters, expected):
    assert text(characters) == expected


def test_links_are_references_at_their_words():
    assert links("[a](b.md) [[C|see]] [[D]] <https://e.org> [f](https://f.org/x) https://g.org/y. [h](#here)") == [
        ("a", "b.md", "markdown"),
        ("see", "C", "wiki"),
        ("D", "D", "wiki"),
        ("https://e.org", "https://e.org", "url"),
        ("f", "https://f.org/x", "url"),
        ("https://g.org/y", "https://g.org/y", "url"),
    ]


def test_defined_links_and_odd_schemes():
    assert links("[t][r] [r]\n\n[r]: other.md\n") == [("t", "other.md", "markdown"), ("r", "other.md", "markdown")]
    assert links("[a](javascript:alert(1)) [b](file:///etc/passwd) [c](//x.org/y) [d]( )") == [
        ("b", "file:///etc/passwd", "file"),
        ("c", "//x.org/y", "url"),
    ]


def test_front_matter_is_metadata_not_text():
    block = "Title: 'The plan: part 1'\ndate: 2021-03-15\nauthors: [Ada, {name: Grace}]\ntags:\n  - x\n  - y"
    characters = f"---\n{block}\n---\n\n \nBody"
    extract = READER.extract(characters)
    assert extract.text == "Body"
    assert extract.metadata == {
        "title": "The plan: part 1",
        "date": "2021-03-15",
        "author": "Ada, Grace",
        "tags": "x, y",
    }
    assert extract.offsets.to_original(0) == characters.index("Body")


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        ("authors:\n  - name: Ada\n    url: x\n  - Grace", {"author": "Ada, Grace"}),
        ("keywords:\n- a\n- b", {"tags": "a, b"}),
        ("author: {first: Ada, last: Lovelace}", {"author": "Ada Lovelace"}),
        ("title: ~\nauthor: null\ndate:", {}),
        ("title: 'null'", {"title": "null"}),
        ('title: "\\"A\\" and B"', {"title": '"A" and B'}),
        ("publishDate: 2021-03-15T10:20:30Z", {"date": "2021-03-15T10:20:30Z"}),
        ("Publication Date: March 15, 2021", {"date": "March 15, 2021"}),
        ("published_at: 2021-03-15 10:20:30 +0000", {"date": "2021-03-15 10:20:30 +0000"}),
        ("date-published: 2021", {"date": "2021"}),
        ("layout:\n  title: not the document's", {}),
    ],
)
def test_front_matter_is_understood_however_it_is_written(block, expected):
    extract = READER.extract(f"---\n{block}\n---\nBody")
    assert (extract.text, extract.metadata, extract.warnings) == ("Body", expected, ())


def test_a_key_that_is_given_twice_is_said():
    extract = READER.extract("---\ntitle: a\ndate: 2021\ntitle: b\n---\nBody")
    assert extract.metadata == {"title": "b", "date": "2021"}
    assert extract.warnings == ("line 4: title is given twice",)


@pytest.mark.parametrize(
    ("block", "line", "kept"),
    [
        ("title: A: b\ndate: 2020-01-01", 2, {"title": "A: b", "date": "2020-01-01"}),
        ("date: 2020-01-01\ntitle: [open", 4, {"date": "2020-01-01", "title": "[open"}),
        ("title: x\n\tdate: tab", 3, {"title": "x"}),
        ('title: "A" and "B"', 2, {"title": '"A" and "B"'}),
        ('title: "A"\nb: [', 4, {"title": "A"}),
    ],
)
def test_broken_front_matter_names_its_line_and_keeps_what_is_plain(block, line, kept):
    extract = READER.extract(f"---\n{block}\n---\nBody")
    assert extract.text == "Body"
    assert extract.metadata == kept
    assert extract.warnings[0].startswith(f"line {line}: front matter is broken: ")


@pytest.mark.parametrize(
    "characters",
    [
        "---\n- a\n- b\n---\nMore",
        "---\nNote:\ntext\n---\nMore",
        "---\n\nA rule, then text.\n\n---\nMore",
        "---\ntitle: never closed",
        "--- x\n",
    ],
)
def test_what_is_no_front_matter_stays(characters):
    assert text(characters) == characters


@pytest.mark.parametrize(
    "block",
    [
        "!!python/object/apply:os.system [x]\na: 1",
        "a: &a [*a]\ntitle: 1",
        "? [a, b]\n: c\ntitle: 1",
        "? {a: b}\n: c\ntitle: 1",
        "title: {x: 1}",
    ],
)
def test_front_matter_is_data_only(block):
    extract = READER.extract(f"---\n{block}\n---\nBody")
    assert extract.text == "Body"


def test_front_matter_nested_beyond_reason_is_a_warning():
    extract = READER.extract("---\ntitle: x\na: " + "[" * 3000 + "\n---\nBody")
    assert (extract.text, extract.metadata) == ("Body", {"title": "x"})
    assert "front matter is broken" in extract.warnings[0]


PIECES = [
    "*",
    "**",
    "_",
    "`",
    "[",
    "](",
    ")",
    "[[",
    "]]",
    "|",
    "<",
    ">",
    "~~",
    "\\",
    "!",
    "\n",
    "\n\n",
    "```\n",
    "a",
    " b",
    "é",
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_every_kept_character_is_the_files(characters):
    extract = READER.extract(characters)
    for at, character in enumerate(extract.text):
        assert characters[extract.offsets.to_original(at)] == character
    for reference in extract.references:
        assert 0 <= reference.span.start <= reference.span.end <= len(extract.text)
