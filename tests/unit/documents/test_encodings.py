from __future__ import annotations

import codecs

import pytest

from explorer.documents.encoding import decode

POLISH = "Zażółć gęślą jaźń. Wszyscy ludzie rodzą się wolni i równi w swojej godności i swych prawach. " * 3
RUSSIAN = "Все люди рождаются свободными и равными в своём достоинстве и правах. Они наделены разумом и совестью. " * 3
JAPANESE = "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。" * 3
CHINESE = "北京是 China 的首都。\n人人生而自由，在尊严和权利上一律平等。" * 3
FRENCH = "L’élève a reçu « une œuvre » à l’hôtel – déjà vu, ça coûte 5 €…"


@pytest.mark.parametrize(
    ("content", "encoding", "text"),
    [
        (b"plain", "utf-8", "plain"),
        (codecs.BOM_UTF8 + b"marked", "utf-8-sig", "marked"),
        (codecs.BOM_UTF16_LE + "Grüße".encode("utf-16-le"), "utf-16", "Grüße"),
        (codecs.BOM_UTF16_BE + "Grüße".encode("utf-16-be"), "utf-16", "Grüße"),
        (codecs.BOM_UTF32_LE + "Grüße".encode("utf-32-le"), "utf-32", "Grüße"),
        (codecs.BOM_UTF32_BE + "Grüße".encode("utf-32-be"), "utf-32", "Grüße"),
        ("Unmarked wide text".encode("utf-16-le"), "utf-16-le", "Unmarked wide text"),
        ("Unmarked wide text".encode("utf-16-be"), "utf-16-be", "Unmarked wide text"),
        (RUSSIAN.encode("utf-16-le"), "utf-16-le", RUSSIAN),
        (RUSSIAN.encode("utf-16-be"), "utf-16-be", RUSSIAN),
        (CHINESE.encode("utf-16-le"), "utf-16-le", CHINESE),
        ("Unmarked, wider".encode("utf-32-le"), "utf-32-le", "Unmarked, wider"),
        (RUSSIAN.encode("utf-32-be"), "utf-32-be", RUSSIAN),
        (JAPANESE.encode("iso2022_jp"), "iso2022_jp", JAPANESE),
        (
            "old smile \U0001f600".encode("utf-16", "surrogatepass")
            .decode("utf-16-le", "surrogatepass")[1:]
            .encode("utf-8", "surrogatepass"),
            "utf-8",
            "old smile \U0001f600",
        ),
        (FRENCH.encode("cp1252"), "cp1252", FRENCH),
        (b"Only one M\xfcller in a text of ASCII.", "cp1252", "Only one Müller in a text of ASCII."),
    ],
)
def test_characters_are_what_was_meant(read, content, encoding, text):
    document = read(content)
    assert (document.encoding, document.text, document.warnings) == (encoding, text, ())


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((POLISH, "cp1250"), (RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (JAPANESE, "shift_jis"), (CHINESE, "gb18030")),
        *((RUSSIAN, "iso8859_5"), (RUSSIAN, "cp866"), (JAPANESE, "euc_jp"), (FRENCH, "mac_roman")),
        (
            f"{'Words of English. ' * 30}The sign says Выход в город закрыт, she said. {'And more of them. ' * 30}",
            "cp1251",
        ),
    ],
)
def test_old_encodings_are_guessed(read, text, encoding):
    assert read(text.encode(encoding)).text == text


def test_the_encoding_of_the_configuration_comes_before_a_guess(read):
    assert read(RUSSIAN.encode("cp866"), encoding="cp866").text == RUSSIAN
    assert read(codecs.BOM_UTF8 + "ü".encode(), encoding="cp866").text == "ü"


@pytest.mark.parametrize(
    "head",
    [
        b'<meta charset="windows-1251">',
        b"<META http-equiv=Content-Type content='text/html; charset=windows-1251'>",
        b'<?xml version="1.0" encoding="windows-1251"?>',
    ],
)
def test_a_page_is_read_as_it_declares(read, head):
    page = read(head + "<p>Мир</p>".encode("cp1251"), "a.html")
    assert (page.text, page.encoding) == ("Мир", "cp1251")


def test_a_declared_latin_1_is_windows_1252_as_in_browsers(read):
    assert read(b'<meta charset="iso-8859-1"><p>\x93quoted\x94</p>', "a.html").text == "“quoted”"


def test_a_page_with_escapes_of_japanese_is_read_by_its_declaration(read):
    content = b'<meta charset="iso-2022-jp"><p>' + "日本".encode("iso2022_jp") + b"</p>"
    assert read(content, "a.html").text == "日本"


@pytest.mark.parametrize("name", [b"rot13", b"hex", b"unicode_escape", b"no-such", b"utf-16", b"idna"])
def test_a_declaration_that_is_no_character_set_is_left_alone(read, name):
    assert read(b"<meta charset=" + name + b"><p>caf\xe9 cr\xe8me</p>", "a.html").text == "café crème"


def test_a_declaration_that_fits_only_nearly_is_kept_and_the_loss_said(read):
    page = read(b'<meta charset="shift_jis"><p>' + "日本".encode("shift_jis") + b"\x80\xff</p>", "a.html")
    assert page.text.startswith("日本")
    assert "could not be decoded as shift_jis" in page.warnings[0]


def test_damaged_utf8_stays_utf8_and_says_how_much_was_lost(read):
    document = read("Zürich, Genève, Malmö, Århus, Łódź".encode() + b" \xff\xfe and \xc3 on")
    assert document.encoding == "utf-8"
    assert document.warnings == ("3 characters could not be decoded as utf-8",)
    assert read("äöü".encode() + b"\xff").warnings == ("1 character could not be decoded as utf-8",)


def test_cut_off_wide_text_says_its_loss(read):
    assert read(codecs.BOM_UTF16_LE + "words".encode("utf-16-le") + b"\x41").warnings == (
        "1 character could not be decoded as utf-16",
    )


def test_bytes_that_are_nothing_are_read_somehow(read):
    assert read(bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D] * 20) + b" tail").text.endswith("tail")


def test_a_file_of_several_encodings_is_read_line_by_line_and_that_is_said(read):
    document = read(
        b"\n".join(["Zürich, Genève".encode(), b"plain", "Malmö, Århus".encode("cp1252"), b"", "Łódź".encode()])
    )
    assert document.text == "Zürich, Genève\nplain\nMalmö, Århus\n\nŁódź"
    assert (document.encoding, document.warnings) == ("utf-8", ("1 line is not utf-8 and read as cp1252",))


def test_lone_halves_of_surrogate_pairs_are_lost_and_said(read):
    document = read(b"half \xed\xa0\x80 end")
    assert (document.text, document.encoding) == ("half \ufffd end", "utf-8")
    assert document.warnings == ("1 character could not be decoded as utf-8",)


@pytest.mark.parametrize("data", [b"\xff", b"\xed\xa0\x80", b"\n\xe9", "é\n".encode() + b"\xe9\n", b"\x1b$B", b"a\0"])
def test_no_bytes_take_long(data):
    decode(data * 100_000 + b"\xff")
