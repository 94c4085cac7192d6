from __future__ import annotations

import pytest

from explorer.documents.metadata import describe
from explorer.model.document import Origin

STORY = "The ministry of transport said on Friday that trains would run again by the end of the week. More follows."


def facts(text, path="a.txt", kind="txt", **declared):
    metadata, warnings = describe(path, kind, text, declared)
    for fact in (metadata.title, metadata.date, metadata.source, metadata.author):
        if fact is not None and fact.span is not None and fact.origin is not Origin.HEADER:
            assert (
                fact.value.split(" ")[0].strip("…,")[:3].casefold() in fact.span.of(text).casefold()
                or fact is metadata.date
            )
    return metadata, warnings


def test_a_header_a_dateline_and_the_story_on_one_line():
    text = f" date 2021-03-15 OSLO, March 16. /NTBX/. {STORY}"
    metadata, warnings = facts(text)
    assert warnings == ()
    assert (metadata.date.value, metadata.date.origin) == ("2021-03-15", Origin.HEADER)
    assert metadata.date.span.of(text) == "2021-03-15"
    assert (metadata.source.value, metadata.source.origin) == ("NTBX", Origin.DATELINE)
    assert metadata.header.of(text) == "date 2021-03-15"
    assert metadata.dateline.span.of(text) == "OSLO, March 16. /NTBX/."
    assert metadata.title.origin is Origin.FIRST_SENTENCE
    assert metadata.title.value == STORY.partition(" More")[0]


def test_a_bare_date_before_a_dateline_is_a_header():
    metadata, _ = facts(f"2021-03-15 OSLO, March 16. /NTBX/. {STORY}")
    assert (metadata.date.value, metadata.date.origin) == ("2021-03-15", Origin.HEADER)
    assert metadata.source.value == "NTBX"
    assert facts(f"2021-03-15 was a Monday. {STORY}")[0].date is None


def test_a_header_a_headline_and_the_story():
    text = f"date 1987-03-31\nMILL'S UNIT BUYS H.K. HOTEL - SOURCES\n\n{STORY}"
    metadata, _ = facts(text)
    assert (metadata.title.value, metadata.title.origin) == ("MILL'S UNIT BUYS H.K. HOTEL - SOURCES", Origin.HEADING)
    assert metadata.date.value == "1987-03-31"
    assert metadata.dateline is None
    assert metadata.source is None


def test_a_headline_and_then_a_dateline():
    metadata, _ = facts(f"Trains to Run Again\n\nOSLO (Reuters) - {STORY}")
    assert metadata.title.value == "Trains to Run Again"
    assert metadata.source.value == "Reuters"


def test_lines_like_those_of_a_mail():
    text = (
        "From: Ada <ada@x.org>\nTo: Grace\nSubject: The plan,\n part two\nDate: Mon, 15 Mar 2021 10:20:30 +0000\n\n"
        "Dear Grace, here it is."
    )
    metadata, warnings = facts(text)
    assert (metadata.title.value, metadata.title.origin) == ("The plan, part two", Origin.HEADER)
    assert metadata.author.value == "Ada <ada@x.org>"
    assert metadata.date.value == "2021-03-15"
    assert metadata.header.of(text).endswith("+0000")
    assert warnings == ()


def test_the_header_of_a_mail_ends_where_its_text_begins():
    text = (
        "Message-ID: <1@x>\nDate: Mon, 14 May 2001 16:39:00 -0700 (PDT)\nFrom: ada@x.org\nTo: grace@x.org, \n\tb@x.org\n"
        "Subject: The plan\nMime-Version: 1.0\nContent-Transfer-Encoding: 7bit\nX-From: Ada\nX-Folder: \\Sent\n\n"
        "Note: here it is."
    )
    metadata, warnings = facts(text)
    assert (metadata.title.value, metadata.date.value, metadata.author.value) == ("The plan", "2001-05-14", "ada@x.org")
    assert text[metadata.header.end :] == "\n\nNote: here it is."
    assert warnings == ()


def test_lines_of_names_and_values():
    metadata, _ = facts(
        "Title: A plan\nURL: https://x.org/a\nDate: 3 May 1999\nSource: The Paper\nTags: a, #b, a\n\nBody."
    )
    assert metadata.title.value == "A plan"
    assert metadata.date.value == "1999-05-03"
    assert metadata.source.value == "The Paper"
    assert metadata.tags == ("a", "b")


@pytest.mark.parametrize("text", ["Note: this is prose that goes on", "To: me", "Time: flies, like an arrow does"])
def test_a_colon_makes_no_header(text):
    metadata, _ = facts(text)
    assert metadata.header is None
    assert metadata.title.value == text


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("date 2021-02-30 Words follow.", "date in the header: no such day: 2021-02-30"),
        ("Date: 2021-02-30\nTitle: x\n\nBody", "date in the header: no such day: 2021-02-30"),
        ("Date: next week\nTitle: x\n\nBody", "date in the header: not understood: next week"),
        ("Date: 03/04/2021\nTitle: x\n\nBody", "date in the header: day and month of 03/04/2021"),
        (f"OSLO, Feb. 30, 2021 (AP) - {STORY}", "date in the dateline: no such day"),
    ],
)
def test_a_date_that_never_was_is_a_warning(text, warning):
    metadata, warnings = facts(text)
    assert metadata.date is None or metadata.date.value == "2021"
    assert warnings[0].startswith(warning)


@pytest.mark.parametrize(
    ("path", "date"),
    [
        ("2021-03-15_title.txt", "2021-03-15"),
        ("news 20210315.txt", "2021-03-15"),
        ("2021_03_15.txt", "2021-03-15"),
        ("2021-03.txt", "2021-03"),
        ("2021/03/15/a.txt", "2021-03-15"),
        ("archive/2021/03/a.txt", "2021-03"),
        ("2021-03-15T10-20-30.txt", "2021-03-15"),
        ("scan 20210315T102030Z.txt", "2021-03-15"),
        ("17-03-2021 trains.txt", "2021-03-17"),
        ("trains_17.03.2021.txt", "2021-03-17"),
        ("17 March 2021.txt", "2021-03-17"),
        ("memo-17-Mar-2021.txt", "2021-03-17"),
        ("March 17, 2021.txt", "2021-03-17"),
        ("mar_17_2021.txt", "2021-03-17"),
        ("03-04-2021.txt", None),
        ("000_7c20210315aa.txt", None),
        ("20219999.txt", None),
        ("1234567890.txt", None),
        ("12345678.txt", None),
    ],
)
def test_a_date_in_the_name_of_the_file(path, date):
    metadata, warnings = facts("Some words.", path)
    assert (metadata.date.value if metadata.date else None) == date
    assert metadata.date is None or metadata.date.origin is Origin.FILE_NAME
    assert warnings == ()


def test_a_day_that_never_was_in_a_name_is_a_warning():
    _, warnings = facts("Some words.", "2021-02-30 notes.txt")
    assert warnings == ("date in the file's name: no such day: 2021-02-30",)


@pytest.mark.parametrize(
    ("path", "text", "date", "origin"),
    [
        ("2021-03-17.txt", f"OSLO, March 16 (AP) - {STORY}", "2021-03-16", Origin.DATELINE),
        ("a.txt", f"OSLO, March 16 (AP) - {STORY}", None, None),
        ("a.txt", f"OSLO, Monday, March 16, 2020 (AP) - {STORY}", "2020-03-16", Origin.DATELINE),
        ("2021-03-17.txt", f"date 2019-01-01 OSLO, March 16 (AP) - {STORY}", "2019-01-01", Origin.HEADER),
    ],
)
def test_the_order_in_which_dates_are_believed(path, text, date, origin):
    metadata, _ = facts(text, path)
    assert (metadata.date.value if metadata.date else None) == date
    assert (metadata.date.origin if metadata.date else None) == origin


def test_what_is_declared_comes_first():
    metadata, warnings = facts(
        f"OSLO, March 16 (AP) - {STORY}",
        "2021-01-01.md",
        "md",
        title="T",
        date="May 2020",
        source="S",
        author="A",
        tags="x,y",
    )
    assert {fact.origin for fact in (metadata.title, metadata.date, metadata.source, metadata.author)} == {
        Origin.FRONT_MATTER
    }
    assert (metadata.title.value, metadata.date.value, metadata.source.value) == ("T", "2020-05", "S")
    assert metadata.tags == ("x", "y")
    assert warnings == ()


def test_a_declared_date_that_is_none_is_a_warning_and_the_next_counts():
    metadata, warnings = facts("Words.", "2021-01-01.md", "md", date="soon")
    assert metadata.date.value == "2021-01-01"
    assert warnings == ("date in the front matter: not understood: soon",)
    assert facts("Words.", "a.html", "html", date="2021-02-30")[1] == (
        "date in the HTML metadata: no such day: 2021-02-30",
    )


@pytest.mark.parametrize(
    ("text", "kind", "title", "origin"),
    [
        ("A Short Title\n\nThen the text goes on.", "txt", "A Short Title", Origin.HEADING),
        ("A short title\n\nThen the text goes on.", "txt", "A short title", Origin.HEADING),
        ("A Short Title\nThen the text goes on.", "txt", "A Short Title", Origin.HEADING),
        ("Prose that begins\nhere, goes on.", "txt", "Prose that begins here, goes on.", Origin.FIRST_SENTENCE),
        ("It rained. It stopped.", "txt", "It rained.", Origin.FIRST_SENTENCE),
        ("It rained.\n\nIt stopped.", "txt", "It rained.", Origin.FIRST_SENTENCE),
        ("Mr. J. R. Smith Jr. spoke. All left.", "txt", "Mr. J. R. Smith Jr. spoke.", Origin.FIRST_SENTENCE),
        (f"Trains to run again\n{STORY} {STORY}", "txt", "Trains to run again", Origin.HEADING),
        ("Trains to run again\nthe ministry said " + STORY * 2, "txt", "Trains to run again the ministry said The ministry of transport said on Friday that trains would run again by the end…", Origin.FIRST_SENTENCE),
        ("TRAINS TO RUN AGAIN - MINISTRY\n" + STORY * 2, "txt", "TRAINS TO RUN AGAIN - MINISTRY", Origin.HEADING),
        ("Sen. Ada Lovelace met Prof. Babbage. They left.", "txt", "Sen. Ada Lovelace met Prof. Babbage.", Origin.FIRST_SENTENCE),
        ("By . Ada Lovelace . It rained.", "txt", "By . Ada Lovelace .", Origin.FIRST_SENTENCE),
        ("See fig. 3 of Sept. 5. Then go.", "txt", "See fig. 3 of Sept. 5.", Origin.FIRST_SENTENCE),
        ("最初の文です。次の文です。", "txt", "最初の文です。", Origin.FIRST_SENTENCE),
        ("***\n\n  - First thing\n", "txt", "First thing", Origin.FIRST_SENTENCE),
        ("12345 67\n\n89", "txt", "a", Origin.FILE_NAME),
        ("# The Heading #\n\nText.", "md", "The Heading", Origin.HEADING),
        ("Intro.\n\n## Later heading\n", "md", "Later heading", Origin.HEADING),
        ("Under\n=====\n\n# Over", "md", "Under", Origin.HEADING),
        ("No heading here. At all.", "md", "No heading here.", Origin.FIRST_SENTENCE),
        ("Seen first. Then more.", "html", "Seen first.", Origin.FIRST_SENTENCE),
    ],
)  # fmt: skip
def test_a_title_where_none_is_declared(text, kind, title, origin):
    metadata, _ = facts(text, f"a.{kind}", kind)
    assert (metadata.title.value, metadata.title.origin) == (title, origin)


def test_the_main_heading_of_a_page_is_its_title():
    metadata, _ = facts("Heading\n\nText", "a.html", "html", heading="Heading")
    assert (metadata.title.value, metadata.title.origin) == ("Heading", Origin.HEADING)


@pytest.mark.parametrize("text", ["word " * 100, "x" * 300, "one, " * 60])
def test_a_long_title_is_cut_at_a_word(text):
    title = facts(text)[0].title.value
    assert len(title) <= 120
    assert title.endswith("…")
    assert text.startswith(title[:-1])
    assert text[len(title) - 1] in " ,x"


def test_a_title_in_a_long_void_is_found_quickly():
    assert facts("\n" * 200_000 + "Words.")[0].title.value == "Words."
    assert facts("- " * 100_000)[0].title.origin is Origin.FILE_NAME


@pytest.mark.parametrize(
    ("text", "title", "date", "author"),
    [
        (f"Trains to Run Again\nBy Ada Lovelace\n\n{STORY}", "Trains to Run Again", None, "Ada Lovelace"),
        (f"By Ada Lovelace\n\n{STORY}", STORY, None, "Ada Lovelace"),
        (f"BY ADA LOVELACE\nTrains to Run Again\n\n{STORY}", "Trains to Run Again", None, "ADA LOVELACE"),
        (
            f"trains run again\n\nBy Ada Lovelace, Grace Hopper and J. R. de la Cruz, The Paper\n\n{STORY}",
            "trains run again",
            None,
            "Ada Lovelace, Grace Hopper, J. R. de la Cruz",
        ),
        (f"By Ada Lovelace, The Paper\nMarch 15, 2021\n\n{STORY}", STORY, "2021-03-15", "Ada Lovelace"),
        (f"By Ada Lovelace | 15 March 2021\n\n{STORY}", STORY, None, "Ada Lovelace"),
        (f"2021-03-15\n\n{STORY}", STORY, "2021-03-15", None),
        (f"2021-03-15T10:20:30Z\n{STORY}", STORY, "2021-03-15", None),
        (f"Monday, 15 March 2021\nTrains to Run Again\n\n{STORY}", "Trains to Run Again", "2021-03-15", None),
        (f"Trains to Run Again\n\nUpdated March 15, 2021, 10:20 a.m. ET\n\n{STORY}", "Trains to Run Again", "2021-03-15", None),
        (f"Trains run\nPublished on 15 March 2021 at 10.20 GMT\n{STORY}", "Trains run", "2021-03-15", None),
        (f"By popular demand, trains run\n\n{STORY}", "By popular demand, trains run", None, None),
        (f"By The Way I Think\n\n{STORY}", "By The Way I Think", None, None),
        (f"By Land and Sea\n\n{STORY}", "By Land and Sea", None, None),
        (f"2021\n\n{STORY}", STORY, None, None),
        (f"March 15, 2021 was a Monday\n\n{STORY}", "March 15, 2021 was a Monday", None, None),
    ],
)  # fmt: skip
def test_lines_beside_a_headline_say_who_and_when(text, title, date, author):
    metadata, warnings = facts(text)
    assert metadata.title.value == title.partition(" More")[0]
    assert (metadata.date.value if metadata.date else None) == date
    assert (metadata.author.value if metadata.author else None) == author
    for fact in (metadata.date, metadata.author):
        assert fact is None or (fact.origin is Origin.HEADER and fact.span.of(text))
    assert warnings == ()


@pytest.mark.parametrize("kind", ["txt", "md", "html"])
def test_a_dateline_is_found_below_a_byline_and_a_date(kind):
    heading = "# Trains to run again" if kind == "md" else "UPDATE 1-Trains to run again"
    text = f"{heading}\nBy Ada Lovelace\n2 min read\n15 March 2021\n\nOSLO, March 14 (Reuters) - {STORY}"
    metadata, _ = facts(text, f"a.{kind}", kind)
    assert (metadata.source.value, metadata.date.value, metadata.author.value) == (
        "Reuters",
        "2021-03-15",
        "Ada Lovelace",
    )
    if kind != "html":
        assert metadata.title.value == heading.lstrip("# ")


def test_a_byline_right_above_a_dateline_is_no_place():
    metadata, _ = facts(f"UPDATE 1-Trains to run again\nBy Ada Lovelace\nOSLO, March 3 (Reuters) - {STORY}")
    assert metadata.author.value == "Ada Lovelace"
    assert metadata.dateline.place.of("UPDATE 1-Trains to run again\nBy Ada Lovelace\nOSLO") == "OSLO"


def test_a_dateline_far_below_is_none_of_the_documents():
    metadata, _ = facts("Trains to Run Again\n" + "Short line\n" * 3 + f"OSLO (Reuters) - {STORY}")
    assert metadata.dateline is None


def test_an_author_is_named_without_the_by():
    assert facts("Words.", "a.md", "md", author="By Ada Lovelace")[0].author.value == "Ada Lovelace"
    assert facts("Words.", "a.md", "md", author="Byron")[0].author.value == "Byron"


@pytest.mark.parametrize("piece", ["By A ", "By Ada Lovelace, ", "By Ada and ", "By A\n", "2021-03-15\n", "a\n"])
def test_no_line_beside_a_headline_takes_long(piece):
    facts(piece * 20_000)


@pytest.mark.parametrize("name", ["title", "source", "author"])
def test_a_value_beyond_reason_is_cut(name):
    for metadata, _ in (
        facts("Words.", "a.md", "md", **{name: "word " * 10_000}),
        facts(f"{name.title()}: x\n" + " word\n" * 100_000 + "\nBody."),
    ):
        value = getattr(metadata, name).value
        assert len(value) <= 500
        assert value.endswith("word…")


def test_tags_are_apart_by_commas_or_semicolons():
    assert facts("Words.", "a.html", "html", tags="a; b c; #d")[0].tags == ("a", "b c", "d")
    assert (
        facts("Words.", "a.html", "html", tags=", ".join(f"tag number {n}" for n in range(60)))[0].tags[49]
        == "tag number 49"
    )
