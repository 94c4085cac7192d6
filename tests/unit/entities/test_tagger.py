"""What single sentences name."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.entities import RuleTagger
from explorer.entities.gazetteer import load
from explorer.entities.words import look
from explorer.text import sentences


def tagged(text: str, minimum: float = 0.5) -> list[str]:
    """Return what is named, as `type text`, in order."""
    found = RuleTagger().tag(text, sentences(text))
    return [f"{mention.type} {' '.join(mention.text.split())}" for mention in found if mention.confidence >= minimum]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yesterday Maria Sharapova won.", ["person Maria Sharapova"]),
        ("He met Ursula von der Leyen there.", ["person Ursula von der Leyen"]),
        ("The report names J.K. Oduya twice.", ["person J.K. Oduya"]),
        ("We saw Dr. Oduya today.", ["person Oduya"]),
        ("We spoke to President Vaclav Havel.", ["person Vaclav Havel"]),
        ("It was Stephen King who wrote it.", ["person Stephen King"]),
        ("They met the corporation Vestrum Dmitri Ivanov leads.", ["organisation Vestrum", "person Dmitri Ivanov"]),
        ("Then Vestrum Chief Oduya spoke.", ["organisation Vestrum", "person Oduya"]),
        ("They asked Park Geun-hye about it.", ["person Park Geun-hye"]),
        ("They asked Sam Bankman-Fried about it.", ["person Sam Bankman-Fried"]),
        ("They asked John J. Ray III about it.", ["person John J. Ray III"]),
        ("They met King Felipe VI of Spain.", ["person Felipe VI", "place Spain"]),
        ("He thanked Amartya Sen for it.", ["person Amartya Sen"]),
        ("They asked He Jing about it.", ["person He Jing"]),
        ("They saw He and She.", []),
        ("Then Bill Gates spoke to them.", ["person Bill Gates"]),
        ("By Judith Moritz & Josh Halliday in Oslo.", ["person Judith Moritz", "person Josh Halliday", "place Oslo"]),
        ("They asked Det Supt Paul Hughes about Sputnik V.", ["person Paul Hughes"]),
        ("It was Kate Bingham's Vaccine Taskforce.", ["person Kate Bingham", "organisation Vaccine Taskforce"]),
        ("Volcanologist Vicente Soler and Sens. Marco Rubio met.", ["person Vicente Soler", "person Marco Rubio"]),
        ("The reporter Jan Kuciak wrote it.", ["person Jan Kuciak"]),
        ("The former ruler France and Brad Pitt left.", ["place France", "person Brad Pitt"]),
    ],
)
def test_people(text, expected):
    assert tagged(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It was built by Acme Rockets Inc. in a year.", ["organisation Acme Rockets Inc."]),
        ("He asked the Ministry of Foreign Affairs.", ["organisation Ministry of Foreign Affairs"]),
        ("So the Bank of England Governor left.", ["organisation Bank of England"]),
        ("He joined Johnson and Johnson Inc today.", ["organisation Johnson and Johnson Inc"]),
        ("She reads The Lisbon Herald every day.", ["organisation The Lisbon Herald"]),
        ("She reads The Times of India every day.", ["organisation The Times of India"]),
        ("He works for Procter & Gamble now.", ["organisation Procter & Gamble"]),
        ("It owns Banco Vestrum of old.", ["organisation Banco Vestrum"]),
        (
            "It is the Ministry of International Trade and Industry.",
            ["organisation Ministry of International Trade and Industry"],
        ),
        ("He left the People's Democratic Party.", ["organisation People's Democratic Party"]),
        ("He joined the All Progressives Congress.", ["organisation All Progressives Congress"]),
        ("She taught at King's College London.", ["organisation King's College London"]),
        (
            "Amnesty International and Save the Children met.",
            ["organisation Amnesty International", "organisation Save the Children"],
        ),
        ("He left the Patriotic Front of Edgar Lungu.", ["organisation Patriotic Front", "person Edgar Lungu"]),
        ("A lab of the charity Asylum Aid closed.", ["organisation Asylum Aid"]),
        ("It was Reporters Without Borders that said so.", ["organisation Reporters Without Borders"]),
        ("It asked Norges Bank Investment Management today.", ["organisation Norges Bank Investment Management"]),
        ("It is Abu Dhabi's Vestrum Holding Company.", ["place Abu Dhabi", "organisation Vestrum Holding Company"]),
        (
            "So Ann Toameh of the Vestrum Institute and H.A. Hellyer of the Zorblat Institute met.",
            [
                "person Ann Toameh",
                "organisation Vestrum Institute",
                "person H.A. Hellyer",
                "organisation Zorblat Institute",
            ],
        ),
        ("So Air Norway and Air France merged.", ["organisation Air Norway", "organisation Air France"]),
        ("Then Vestrum Kong <VSTK.HKG> fell.", ["organisation Vestrum Kong"]),
        ("An analyst at Morgan Stanley agreed.", ["organisation Morgan Stanley"]),
        ("Analysts said Goldman, Sachs and Co agreed.", ["organisation Goldman, Sachs and Co"]),
        ("It seems that Moody's cut the rating.", ["organisation Moody's"]),
        ("It asked the Farmers' Union for help.", ["organisation Farmers' Union"]),
        ("He runs Hospital Corp of America now.", ["organisation Hospital Corp of America"]),
        ("So the University of New South Wales closed.", ["organisation University of New South Wales"]),
        ("He told the White House and the EU.", ["organisation White House", "organisation EU"]),
        ("Health and Human Services Department staff left.", ["organisation Health and Human Services Department"]),
    ],
)
def test_organisations(text, expected):
    assert tagged(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They left Norway and Sweden for the US.", ["place Norway", "place Sweden", "place US"]),
        ("Floods hit New York City and Addis Ababa.", ["place New York City", "place Addis Ababa"]),
        ("Ships crossed the Gulf of Mexico to Lake Victoria.", ["place Gulf of Mexico", "place Lake Victoria"]),
        ("Men walked on the Moon, far from Earth.", ["place Moon", "place Earth"]),
        ("A probe flew to Saturn.", ["place Saturn"]),
        ("He lives in Washington, D.C. now.", ["place Washington, D.C."]),
        ("On the island of Vestrumey it rained.", ["place Vestrumey"]),
        ("He stood at Vestrum Street.", ["place Vestrum Street"]),
        ("A China-based firm won.", ["place China"]),
        ("Russia’s plans are known.", ["place Russia"]),
        ("He settled in Vestrumgrad.", ["place Vestrumgrad"]),
        ("They crossed Northern Nigeria and West Berlin.", ["place Northern Nigeria", "place West Berlin"]),
        ("They fished in the Amazon and near Zhejiang.", ["place Amazon", "place Zhejiang"]),
        ("Then U.S. District Judge Lewis Kaplan spoke.", ["place U.S.", "person Lewis Kaplan"]),
        ("NEW YORK -- A jury met.", ["place NEW YORK"]),
        ("It rained in North Rhine-Westphalia today.", ["place North Rhine-Westphalia"]),
        ("It cost US$26 billion in the US.", ["place US"]),
        ("ST. PAUL, Minn. -- A jury met in St. Paul.", ["place ST. PAUL", "place St. Paul"]),
        ("They fished in the River Vecht.", ["place River Vecht"]),
    ],
)
def test_places(text, expected):
    assert tagged(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The French and Chinese delegates met on Monday in March.",
        "Shr 12 cts vs 13 cts. Net 1.2 mln Dlrs. Revs 4TH QTR.",
        "BOARD APPROVES STOCK SPLIT AND RAISES DIVIDEND",
        "However, Profits Rose Again. Prices Fell.",
        "He bought a TV, a DVD and a PC at 10 AM GMT.",
        "Will you come? May I? Mark my words.",
        "The Bank said so. The Ministry agreed. The Council did not.",
        "On Sunday the sun rose over the moon and the earth.",
        "Costa Ricans and South Africans left.",
        "",
        "no capitals here",
    ],
)
def test_what_is_no_name(text):
    assert tagged(text) == []


def test_a_sentence_ends_a_name():
    assert tagged("He went to Norway\n\nMaria Sharapova won.") == ["place Norway", "person Maria Sharapova"]


def test_a_name_may_run_over_a_line_end():
    assert tagged(
        "On the second day of the talks the delegates of both sides asked the Economic\nAffairs Bureau about it."
    ) == ["organisation Economic Affairs Bureau"]


def test_every_mention_says_why_and_how_sure():
    text = "Then Maria Sharapova saw an old Zorblat of Acme Inc in Oslo."
    found = RuleTagger().tag(text, sentences(text))
    assert found[0].why == "given name + surname"
    assert all(0 < mention.confidence <= 1 and mention.why and mention.found_by == "rules" for mention in found)
    assert next(mention for mention in found if mention.text == "Zorblat").confidence < 0.5


def test_spellings_of_one_name_are_known_alike():
    words = {look(name).folded for name in ("Dmitry", "Dmitriy", "Dmitri", "Dmitrij", "Дмитрий")}
    assert len(words) == 1
    assert look("Sergei").folded == look("Sergey").folded
    assert look("Dmitriy").folded in load().given


WORDS = """
The A In Maria Sharapova Acme Inc. Bank of England and & President Russia’s Moon. ( ) said U.S. NATO D. Chief Jr. Jr
Minister for John-Paul van Ministry Lake <AB.C> Post, Élodie Ørsted İzmir 𝔄 é ’s
"""
PARTS = st.sampled_from([*WORDS.split(), "\n\n", "\n"])


@settings(max_examples=150, deadline=None)
@given(st.lists(PARTS, max_size=30).map(" ".join) | st.text(max_size=80))
def test_mentions_are_ascending_apart_and_of_the_text(text):
    found = RuleTagger().tag(text, sentences(text))
    assert all(mention.span.of(text) == mention.text and mention.text.strip() for mention in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IRAN SAYS WILL RESPOND, ANDREW BAILEY WARNS BANK OF ENGLAND\n\nIt is so.", [
            "place IRAN", "person ANDREW BAILEY", "organisation BANK OF ENGLAND"]),
        ("Shares Slide As Ship Group Sells Stake In Ruritania Battery Maker\n\nIt is so.", []),
        ("Why Did The Ship Lose Power In Baltimore Harbour Today?\n\nIt is so.", ["place Baltimore"]),
    ],
)  # fmt: skip
def test_in_headlines_only_known_names_are_taken(text, expected):
    assert tagged(text) == expected
