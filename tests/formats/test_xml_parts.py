import pytest

from parallelreader.formats.xml_parts import parse_xml


@pytest.mark.parametrize(
    "data",
    [
        b"<a b='x&#xd800;y'><c>t</c></a>",
        b"<a xmlns='u&#57343;' b='xy'><c>t</c></a>",
        b"<a b='xy'><c>t&#xDFFF;</c></a>",
        b"<a b='x\xed\xa0\x80y'><c>t</c></a>",
        b"<a b='xy'><c\xed\xa0\x80>t</c></a>",
        "<?xml version='1.0' encoding='utf-16'?><a b='x&#xd800;y'><c>t</c></a>".encode("utf-16"),
    ],
)
def test_halves_of_characters_are_left_out(data: bytes) -> None:
    root = parse_xml(data)

    assert (root.tag, root.get("b")) == ("a", "xy")
    assert [(each.tag, each.text) for each in root.children()] == [("c", "t")]
