from __future__ import annotations

import pytest

from explorer.documents.dateline import read_dateline

STORY = "The ministry of transport said on Friday that trains would run again by the end of the week."


@pytest.mark.parametrize(
    ("line", "place", "date", "source"),
    [
        ("MOSCOW, March 16. /TASS/.", "MOSCOW", "March 16", "TASS"),
        ("LONDON (Reuters) -", "LONDON", "", "Reuters"),
        ("PARIS, June 2 (AP) —", "PARIS", "June 2", "AP"),
        ("WASHINGTON, March 3, 2020 /PRNewswire/ --", "WASHINGTON", "March 3, 2020", "PRNewswire"),
        ("NEW DELHI:", "NEW DELHI", "", ""),
        ("BEIJING, Xinhua —", "BEIJING", "", "Xinhua"),
        ("HOUSTON, Texas —", "HOUSTON, Texas", "", ""),
        ("LAGOS, Nigeria (AFP) -", "LAGOS, Nigeria", "", "AFP"),
        ("ST. LOUIS (AP) --", "ST. LOUIS", "", "AP"),
        ("WASHINGTON/BRUSSELS (Reuters) -", "WASHINGTON/BRUSSELS", "", "Reuters"),
        ("MOSCOW. March 16 (Interfax) -", "MOSCOW", "March 16", "Interfax"),
        ("Tokyo, 3 May (Kyodo) --", "Tokyo", "3 May", "Kyodo"),
        ("Rio de Janeiro (EFE) -", "Rio de Janeiro", "", "EFE"),
        ("GENEVA, 5 March 2019 –", "GENEVA", "5 March 2019", ""),
        ("KYIV —", "KYIV", "", ""),
        ("KYIV—", "KYIV", "", ""),
        ("ROME, Dec. 31.", "ROME", "Dec. 31", ""),
        ("ZÜRICH, Friday, 2 May (sda) -", "ZÜRICH", "Friday, 2 May", "sda"),
        ("SAN FRANCISCO--(BUSINESS WIRE)--", "SAN FRANCISCO", "", "BUSINESS WIRE"),
        ("(AFP) LONDON, May 3 -", "LONDON", "May 3", "AFP"),
        ("Apr 5 (Reuters) -", "", "Apr 5", "Reuters"),
        ("(Reuters) -", "", "", "Reuters"),
        ("(CNN)", "", "", "CNN"),
        ("MOSCOW. March 16. INTERFAX -", "MOSCOW", "March 16", "INTERFAX"),
        ("MOSCOW, March 16 - RIA Novosti.", "MOSCOW", "March 16", "RIA Novosti"),
        ("KYIV. March 16. UNN.", "KYIV", "March 16", "UNN"),
        ("KARACHI - March 16 (APP):", "KARACHI", "March 16", "APP"),
        ("HONG KONG - Media OutReach - 16 March 2021 -", "HONG KONG", "16 March 2021", "Media OutReach"),
        ("New Delhi [India], March 16 (ANI):", "New Delhi", "March 16", "ANI"),
        ("NAIROBI, Kenya, March 16, 2021/APO Group/ --", "NAIROBI, Kenya", "March 16, 2021", "APO Group"),
        ("Berlin/Bonn (dpa/tmn) -", "Berlin/Bonn", "", "dpa/tmn"),
        ("LAGOS, NIGERIA —", "LAGOS, NIGERIA", "", ""),
        ("WASHINGTON, DC, March 16 -", "WASHINGTON, DC", "March 16", ""),
        ("16 March 2021, Rome -", "Rome", "16 March 2021", ""),
        ("16 March 2021 –", "", "16 March 2021", ""),
        ("2021-03-16 —", "", "2021-03-16", ""),
    ],
)
def test_the_parts_of_a_dateline(line, place, date, source):
    text = f"before\n{line} {STORY}"
    found = read_dateline(text, 7)
    assert found is not None
    assert (found.place, found.date, found.source) == (place, date, source)
    assert found.dateline.span.of(text) == line
    for span, words in zip(
        (found.dateline.place, found.dateline.date, found.dateline.source), (place, date, source), strict=True
    ):
        assert (span.of(text) if span else "") == words


@pytest.mark.parametrize(
    "text",
    [
        f"WARNING: {STORY}",
        f"SUMMARY — {STORY}",
        f"The company (NYSE) - {STORY}",
        f"Some Long Name (SLN) - {STORY}",
        f"The Industrial Bank of Somewhere (IBS), {STORY}",
        f"Mr. Smith, March 3. {STORY}",
        f"lower case (AP) - {STORY}",
        f"A1 B2: {STORY}",
        f"EXCLUSIVE: {STORY}",
        f"CHAPTER ONE - {STORY}",
        f"I. INTRODUCTION: {STORY}",
        f"(UPDATE){STORY}",
        f"(Sometimes) {STORY}",
        f"16 March – {STORY}",
        f"16 March 2021, as many will remember – {STORY}",
        "TURKEY, GREECE MOVING TOWARDS AEGEAN TALKS - OZAL\n\nTurkish talks began.",
        "(CORRECTED) - BANK UNIT ARRANGES\n\nA bank has arranged.",
        "RICE: UP",
        f"FRANCE: {STORY.upper()}",
        "",
        "...",
    ],
)
def test_what_is_no_dateline(text):
    assert read_dateline(text, 0) is None


def test_a_name_after_a_place_alone_belongs_to_the_story():
    text = f"MOSCOW - RIA Novosti. {STORY}"
    found = read_dateline(text, 0)
    assert found is not None
    assert (found.source, found.dateline.span.of(text)) == ("", "MOSCOW -")


@pytest.mark.parametrize(
    "piece", ["MOSCOW ", "MOSCOW, ", "A-", "(A) - ", "A.", "March 1 ", "—", "A/", "1 May 2021, A ", "Abc. ", "(ABC)"]
)
def test_no_opening_takes_long(piece):
    for at in range(200):
        read_dateline(piece * 1000, at)
