import re
import xml.etree.ElementTree as ET
from html.parser import HTMLParser

import pytest

from handouts import HOSTILE, LAMP_ROWS, handout, hostile_handout
from parallelreader.core.handout import HandoutLayout, HandoutRow
from parallelreader.formats.handout_html import html_lines

READABLE = re.sub("[\x00\x0b\ufffe]", "", HOSTILE)


class Page(HTMLParser):
    """What a page says outside of pinyin and signs, by language, and which elements it has."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.words: dict[str, str] = {}
        self.readings: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self._languages: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.tags.append(tag)
        if "href" in given:
            self.links.append(given["href"])
        if "id" in given:
            self.ids.append(given["id"])
        if tag in ("meta", "br"):
            return
        self._open.append(tag)
        self._languages.append(given.get("lang", self._languages[-1] if self._languages else ""))

    def handle_startendtag(self, tag, attributes):
        self.tags.append(tag)

    def handle_endtag(self, tag):
        assert self._open.pop() == tag
        self._languages.pop()

    def handle_data(self, data):
        if "rt" in self._open:
            self.readings.append(data)
        elif "body" in self._open and not {"rp", "a"} & set(self._open):
            self.words[self._languages[-1]] = self.words.get(self._languages[-1], "") + data


def page_of(made) -> Page:
    return Page("".join(html_lines(made)))


@pytest.mark.parametrize("layout", HandoutLayout)
def test_all_words_stand_in_their_language(layout):
    page = page_of(handout(layout=layout))

    for row in LAMP_ROWS:
        assert row.text(0) in page.words["zh-Hans"]
        assert row.text(1) in page.words["en"]


def test_pinyin_is_ruby():
    assert page_of(handout()).readings == ["dēngtǎ", "liàng", "le"]


def test_signs_lead_to_notes_and_notes_back():
    page = page_of(handout())

    assert page.links == ["#note-1-1", "#note-1-1", "#sign-1-1"]
    assert {link[1:] for link in page.links} <= set(page.ids)
    assert len(page.ids) == len(set(page.ids))


@pytest.mark.parametrize("layout", HandoutLayout)
def test_hostile_words_are_only_words(layout):
    page = page_of(hostile_handout(layout))

    assert "script" not in page.tags
    assert READABLE in page.words["en"]
    assert page.readings == [READABLE]


@pytest.mark.parametrize("layout", HandoutLayout)
def test_the_page_is_sound_as_xml_too(layout):
    for made in (handout(layout=layout), hostile_handout(layout)):
        ET.fromstring("".join(html_lines(made)).removeprefix("<!DOCTYPE html>"))


def test_nothing_is_fetched_from_elsewhere():
    page = "".join(html_lines(handout()))

    assert "http" not in page
    assert "url(" not in page


def test_a_long_text_is_never_in_memory_at_once():
    asked = 0

    def rows():
        nonlocal asked
        for number in range(5_000):
            asked = number
            yield HandoutRow(LAMP_ROWS[2].cells, str(number))

    lines = html_lines(handout(rows, row_count=5_000))

    until_first_row = next(piece for piece in lines if "没有船" in piece)
    assert until_first_row
    assert asked < 1_000
