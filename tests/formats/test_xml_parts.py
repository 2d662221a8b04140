import pytest

from parallelreader.formats.xml_parts import parse_xml


@pytest.mark.parametrize(
    "data",
    [
        b"<a b='x&#xd800;y'><c>t</c></a>",
        b"<a xmlns='u&#57343;' b='xy'><c>t</c></a>",
        b"<a b='xy'><c>t&#xDFFF;</c></a>",
    ],
)
def test_references_to_halves_of_characters_are_left_out(data: bytes) -> None:
    root = parse_xml(data)

    assert (root.tag, root.get("b")) == ("a", "xy")
    assert [(each.tag, each.text) for each in root.children()] == [("c", "t")]
