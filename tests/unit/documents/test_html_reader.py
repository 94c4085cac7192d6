from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.documents.html_reader import HtmlReader

READER = HtmlReader()


def text(page):
    return READER.extract(page).text


def metadata(page):
    return READER.extract(page).metadata


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>One<p>Two</p>Three", "One\n\nTwo\n\nThree"),
        ("<p>\n  wrapped\n  words  </p>\n", "wrapped words"),
        ("a<b>b</b>c <i> d </i> e", "abc d e"),
        ("one<br>two<br/><br>three", "one\ntwo\n\nthree"),
        ("<ul><li>a<li>b</ul>c", "• a\n• b\n\nc"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><th>c<td>d</table>", "a\tb\nc\td"),
        ("<pre>  kept\n   as it\tis &lt;</pre>", "  kept\n   as it\tis <"),
        ("&lt;b&gt; &amp;amp; &eacute;&#233;&#xE9; &mdash; &copy 2021", "<b> &amp; ééé — © 2021"),
        ("AT&T, R&D, a & b, &unknown; &#;", "AT&T, R&D, a & b, &unknown; &#;"),
        ("&eacutes &ampamp &lt=", "és &amp <="),
        ("a&#10;b&#32;c&nbsp;d", "a b c\xa0d"),
        ("x&#27;&#x1b;[31m&#x202e;y&#0;&#xd800;", "x[31my\ufffd\ufffd"),
        ("<script>var a = '<p>no</p>';</script><style>p{}</style>yes", "yes"),
        ("<svg><title>no</title><text>no</text></svg>yes<template>no</template>", "yes"),
        ("<p hidden>no</p><div style='display: none'>no</div><i aria-hidden=true>no</i>yes", "yes"),
        ("<div hidden><div>no</div>no</div>yes", "yes"),
        ("<p hidden>no<p>yes", "yes"),
        ("<nav>menu</nav><article>story<aside>ad</aside></article><footer>end</footer>", "story"),
        ("<nav>menu</nav><div>story</div>", "menu\n\nstory"),
        ("<main></main><nav>only this</nav>", "only this"),
        ("<!-- no --><!DOCTYPE html><?php no ?>yes<![CDATA[ and this]]>", "yes and this"),
        ("1 < 2 and <3 and a<", "1 < 2 and <3 and a<"),
        ("<p>open <b>never closed <a href='x", "open never closed <a href='x"),
        ("</p></div>stray</table>", "stray"),
        ("yes<script>swallowed to the end", "yes"),
        ("before<svg>never closed, still read", "beforenever closed, still read"),
        ("a<!-- never closed <b>b</b>", "ab"),
        ('<a title="a > b" href=x>link</a>', "link"),
        ("<TITLE>T</TITLE><BODY>Caps</BODY>", "Caps"),
        ("<head><title/></head><p>An empty title of XHTML", "An empty title of XHTML"),
        ("<head><title>Never closed<body><p>words", "words"),
        ("<title>one</title><title>two</title><p>words", "words"),
        ("<textarea>form</textarea><button>press</button><select><option>o</select>yes", "yes"),
    ],
)
def test_a_page_reads_as_it_is_seen(page, expected):
    assert text(page) == expected


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("<title>A &amp; B\n page</title>", {"title": "A & B page"}),
        ("<title>T</title><meta property='og:title' content='Better'>", {"title": "Better"}),
        (
            "<title>Story | The Site</title><meta property=og:site_name content='The Site'>",
            {"title": "Story", "source": "The Site"},
        ),
        ("<meta property='article:published_time' content='2021-03-15T10:00:00Z'>", {"date": "2021-03-15T10:00:00Z"}),
        (
            "<meta name=DC.date content=2020-01-02><meta name=DC.creator content='Ada'>",
            {"date": "2020-01-02", "author": "Ada"},
        ),
        ("<meta name=author content='https://x.org/ada'><meta name=byl content=Ada>", {"author": "Ada"}),
        ("<time datetime=2019-05-06 pubdate>yesterday</time><time datetime=2000-01-01>", {"date": "2019-05-06"}),
        ("<meta property=article:tag content=a><meta property=article:tag content=b>", {"tags": "a, b"}),
        ("<meta name=keywords content='x, y'><meta name='' content=z><meta>", {"tags": "x, y"}),
        ("<h1>The <i>main</i> heading</h1><h1>second</h1>", {"heading": "The main heading"}),
        (
            (
                '<script type="application/ld+json">{"@graph": [{"headline": "H", "datePublished": "2021-01-01",'
                '"author": [{"name": "Ada"}, "Grace", 5], "publisher": {"name": "P"}, "keywords": ["k", []]}]}</script>'
            ),
            {"title": "H", "date": "2021-01-01", "author": "Ada, Grace", "source": "P", "tags": "k"},
        ),
        ('<script type="application/ld+json">[{"headline": {"x": 1}}, 3]</script>', {}),
        ("<title></title><title>First</title><title>Second</title>", {"title": "First"}),
        ("<title>Never closed<meta name=author content=Ada></head>", {"title": "Never closed", "author": "Ada"}),
        (
            "<meta name=author content=@ada><meta name=author content=Ada><meta name=author content=Grace>",
            {"author": "Ada, Grace"},
        ),
        (
            "<meta name=citation_title content=T><meta name=citation_publication_date content=2021/03/15>",
            {"title": "T", "date": "2021/03/15"},
        ),
        ("<meta name=dc:date content=2020><meta name=dcterms:creator content=Ada>", {"date": "2020", "author": "Ada"}),
        (
            "<time datetime=PT2M>2 min</time><time datetime=2021-03-15>today</time><time datetime=2000-01-01>",
            {"date": "2021-03-15"},
        ),
        ("<h1>The Site</h1><article><h1>The story</h1><h1>later</h1></article>", {"heading": "The story"}),
        ("<h1>The story</h1><main>no heading here</main>", {"heading": "The story"}),
    ],
)
def test_what_the_head_says(head, expected):
    assert metadata(head) == expected


@pytest.mark.parametrize(
    ("title", "site"),
    [
        ("The trains run again - The Site", ""),
        ("The trains run again | World | The Site", "The Site"),
        ("The Site | The trains run again", ""),
        ("THE TRAINS RUN AGAIN — The Site", ""),
        ("The trains run again: The Site", "the site"),
    ],
)
def test_the_name_of_the_site_beside_the_heading_is_no_part_of_the_title(title, site):
    head = f"<title>{title}</title><meta property=og:site_name content='{site}'><h1>The trains run again</h1>"
    assert metadata(head)["title"].casefold() == "the trains run again"


@pytest.mark.parametrize(
    ("title", "site", "heading"),
    [
        ("Trains - and buses - run again", "The Site", "Trains"),
        ("The trains run again and again", "", "The trains run again"),
        ("The trains run - or not", "The Site", "Another heading on the page"),
    ],
)
def test_a_dash_in_a_title_cuts_nothing_off(title, site, heading):
    head = f"<title>{title}</title><meta property=og:site_name content='{site}'><h1>{heading}</h1>"
    assert metadata(head)["title"] == title


def test_the_site_before_its_story_is_taken_off():
    assert (
        metadata("<title>The Site | Trains</title><meta property=og:site_name content='The Site'>")["title"] == "Trains"
    )


@pytest.mark.parametrize(
    "block",
    [
        '<script type=application/LD+JSON>{"headline": "A &amp; <b>B</b>"}</script>',
        '<script type="application/ld+json">//<![CDATA[\n{"headline": "A & B"}\n//]]></script>',
        '<script type="application/ld+json"><!--\n{"headline": "A & B"}\n--></script>',
        '<script type="application/ld+json">/* <![CDATA[ */{"headline": "A & B"}/* ]]> */</script>',
        '<script type="application/ld+json">{"headline": "A &\n B"}</script>',
        '<script type="application/ld+json">{"mainEntity": {"headline": "A & B"}}</script>',
        '<script type="application/ld+json">[{"headline": "A & B"}, {"headline": "later"}]</script>',
    ],
)
def test_a_headline_in_json_is_found_however_it_is_wrapped(block):
    extract = READER.extract(block + "<p>Text")
    assert (extract.metadata["title"], extract.warnings) == ("A & B", ())


def test_the_story_has_another_date_than_the_page_around_it():
    block = '[{"datePublished": "2001-01-01"}, {"headline": "H", "datePublished": "2021-03-15"}]'
    assert metadata(f'<script type="application/ld+json">{block}</script>')["date"] == "2021-03-15"


@pytest.mark.parametrize("broken", ["{'no': json}", "[" * 100_000])
def test_broken_json_is_a_warning(broken):
    extract = READER.extract(f'<script type="application/ld+json">{broken}</script><p>Text')
    assert extract.text == "Text"
    assert extract.warnings == ("metadata in JSON-LD is broken and was left out",)


def test_json_beyond_reason_is_left_out():
    assert metadata(f'<script type="application/ld+json">"{"x" * 1_000_001}"</script>') == {}


def test_links_are_references_at_their_words():
    page = (
        "<p>See <a href='other.html'> the <b>other</b></a>, <a href=https://x.org/a?b=1&amp;c=2>web</a>"
        "<a name=anchor>none</a><a href='#top'>top</a><a href='javascript:x()'>js</a><a href=mailto:a@b.c>mail"
        "<a href='x.html'><img src=i.png></a>"
    )
    extract = READER.extract(page)
    assert [(found.span.of(extract.text), found.target, found.kind) for found in extract.references] == [
        ("the other", "other.html", "file"),
        ("web", "https://x.org/a?b=1&c=2", "url"),
        ("mail", "mailto:a@b.c", "url"),
    ]


def test_too_many_links_are_cut_and_said():
    extract = READER.extract("<a href=x>y</a> " * 10_001)
    assert len(extract.references) == 10_000
    assert extract.warnings == ("10,001 references, of which the first 10,000 are kept",)


def test_an_unseen_element_that_never_ends_is_said_when_nothing_helps():
    extract = READER.extract("seen" + "<svg>" * 10 + "not seen")
    assert extract.text.startswith("seen")
    assert "never ends" in extract.warnings[0]


@pytest.mark.parametrize(
    "piece",
    [
        "<div>",
        "<svg>",
        "<!--",
        "<a ",
        '<a b="',
        "<a b='\"",
        "&",
        "<b",
        "</",
        "<![CDATA[",
        "<p hidden>",
        "<title>t</title>",
        "<h1>t</h1>",
        "<article>",
    ],
)
def test_bombs_take_no_time(piece):
    READER.extract(piece * 20_000)


PIECES = [
    *("<p>", "</p>", "<b>", "<td>", "<li>", "<br>", "<pre>", "</pre>", "<!--", "-->", "<a href=x>", "</a>"),
    *("<svg>", "</svg>", "<script>", "</script>", "<p hidden>", "<", ">", "&", "&amp;", "&eacute", "&#233;"),
    *("a", " b ", "\n", "é", "'", '"'),
]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40).map("".join))
def test_every_kept_letter_is_the_pages(page):
    extract = READER.extract(page)
    offsets = [extract.offsets.to_original(at) for at in range(len(extract.text))]
    assert offsets == sorted(offsets)
    for at, character in zip(offsets, extract.text, strict=True):
        if character in "ab":
            assert page[at] == character
    for reference in extract.references:
        assert 0 <= reference.span.start < reference.span.end <= len(extract.text)
