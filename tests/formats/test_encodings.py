import codecs

import pytest

from parallelreader.core.errors import FileProblem
from parallelreader.formats.encodings import canonical_name, decode

SIMPLIFIED = [
    "渡船来了",
    "他等了一夜的船。",
    "末班渡船已经开了，码头上没有人，只有河水在响。",
    "镇上的人都说，老艄公在这条河上撑了四十年的船，从来没有让一个客人掉进水里。可是那年秋天，上游下了三天三夜的大雨，"
    "水涨到了石阶的第九级，他却一个人把船划了出去。没有人知道他去做什么，也没有人敢问。",
]
TRADITIONAL = [
    "渡船來了",
    "他等了一夜的船。",
    "末班渡船已經開了，碼頭上沒有人，只有河水在響。",
    "鎮上的人都說，老艄公在這條河上撐了四十年的船，從來沒有讓一個客人掉進水裡。可是那年秋天，上游下了三天三夜的大雨，"
    "水漲到了石階的第九級，他卻一個人把船划了出去。沒有人知道他去做什麼，也沒有人敢問。",
]


@pytest.mark.parametrize("text", SIMPLIFIED)
@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_simplified_texts_of_any_length_are_read_in_their_encoding(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding))

    assert decoded.text == text
    assert decoded.encoding == encoding


@pytest.mark.parametrize("text", TRADITIONAL)
@pytest.mark.parametrize("encoding", ["utf-8", "big5hkscs", "cp950", "gb18030", "utf-16-le"])
def test_traditional_texts_of_any_length_are_read_right(text: str, encoding: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("mark", [codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_a_byte_order_mark_decides_and_is_taken_off(mark: bytes) -> None:
    encoding = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le"}.get(mark, "utf-16-be")

    decoded = decode(mark + "渡".encode(encoding))

    assert (decoded.text, decoded.encoding, decoded.confidence) == ("渡", encoding, 1.0)


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_rare_characters_and_emoji_survive(encoding: str) -> None:
    text = "𠮷先生在龘县等船，他说：“好😀。”河水涨了，他们都没有走。"

    assert decode(text.encode(encoding)).text == text


def test_hong_kong_characters_are_read_from_big5() -> None:
    text = "佢哋喺碼頭等咗成晚，啲人都走晒喇。"

    assert decode(text.encode("big5hkscs")).text == text


def test_western_quotation_marks_are_read_as_windows_text() -> None:
    text = "“It’s the ferryman’s café,” she said – and left."

    decoded = decode(text.encode("cp1252"))

    assert (decoded.text, decoded.encoding) == (text, "cp1252")


def test_one_dash_in_a_long_windows_text_is_enough() -> None:
    text = "The ferryman was old and kind. " * 20 + "He waited for nobody—nobody, that is, but her."

    assert decode(text.encode("cp1252")).text == text


def test_plain_ascii_is_utf8_even_when_it_could_be_utf16() -> None:
    assert decode(b"this app can break").encoding == "utf-8"


def test_english_in_utf16_without_a_mark_is_recognised() -> None:
    assert decode("The ferry left.".encode("utf-16-le")).text == "The ferry left."


def test_a_long_mixed_file_is_read_as_what_most_of_it_is() -> None:
    text = "The ferry left at noon.\n" * 500 + "渡船中午开了。\n" * 3

    assert decode(text.encode("gb18030")).text == text


def test_confidence_is_lower_for_a_guess_than_for_a_proof() -> None:
    guessed = decode("渡船来了".encode("gb18030"))
    proved = decode("渡船来了".encode())

    assert 0.5 < guessed.confidence <= proved.confidence


def test_a_given_encoding_is_followed() -> None:
    data = "渡船来了。".encode("gb18030")

    assert decode(data, "GBK").text == "渡船来了。"
    assert decode(data, "gb2312").encoding == "gb18030"


def test_utf16_is_read_in_the_byte_order_that_makes_sense() -> None:
    assert decode("渡船来了。".encode("utf-16-be"), "utf-16").text == "渡船来了。"
    assert decode("渡船来了。".encode("utf-16"), "utf-16").text == "渡船来了。"


def test_a_wrong_given_encoding_is_refused_with_the_ones_that_fit() -> None:
    data = "第一行\n渡船已经开了。".encode("gb18030")

    with pytest.raises(FileProblem) as caught:
        decode(data, "utf-8")

    assert caught.value.line == 1
    assert "GB18030" in caught.value.mend


def test_a_given_encoding_that_makes_nonsense_is_refused() -> None:
    with pytest.raises(FileProblem, match="not in UTF-16"):
        decode(b"The ferry left at noon and nobody waved." * 3, "utf-16-le")


def test_an_unknown_encoding_is_refused_with_the_known_ones() -> None:
    for name in ("klingon", "rot13", "base64"):
        with pytest.raises(FileProblem) as caught:
            canonical_name(name)
        assert "gb18030" in caught.value.mend


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b" \r\n\t\n", "white space"),
        (b"\x89PNG\r\n\x1a\n" + bytes(50), "PNG"),
        (b"PK\x03\x04" + bytes(range(200)), "archive"),
        (b"%PDF-1.7\n", "PDF"),
        (bytes(range(256)) * 8, "not text"),
        (bytes(4000), "not text"),
    ],
)
def test_what_is_no_text_is_refused_by_name(data: bytes, said: str) -> None:
    with pytest.raises(FileProblem, match=said):
        decode(data)


def test_a_damaged_utf8_file_names_the_line_of_the_damage() -> None:
    data = ("渡船来了。\n" * 200).encode()
    damaged = data[:1612] + b"\xff\xff" + data[1612:]

    with pytest.raises(FileProblem) as caught:
        decode(damaged)

    assert caught.value.line == data.count(b"\n", 0, 1612) + 1
