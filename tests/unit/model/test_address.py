from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.model.address import address


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/story",
        "http://news.example/story/",
        "HTTPS://WWW.News.Example:443/story#part",
        "https://news.example/story?utm_source=mail&utm_medium=x",
        " https://news.example/story "[1:],
    ],
)
def test_one_page_has_one_address(url):
    assert address(url) == "news.example/story"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://news.example/", "news.example"),
        ("https://news.example/Story?id=7&gclid=a&page=2", "news.example/Story?id=7&page=2"),
        ("https://news.example/?myutm_x=1", "news.example?myutm_x=1"),
        ("https://news.example:8080/a", "news.example:8080/a"),
        ("news.example/story", ""),
        ("mailto:a@news.example", ""),
        ("https://[broken", ""),
        ("https://", ""),
        ("The Guardian", ""),
    ],
)
def test_pages_that_differ_have_addresses_that_differ(url, expected):
    assert address(url) == expected


@given(st.text())
def test_no_text_breaks_it(text):
    address(text)
    address("https://" + text)
