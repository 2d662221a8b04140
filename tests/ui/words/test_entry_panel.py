"""The panel of a word: what it shows, and going about in it by mouse and by key."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from dictionary_material import HeldSettings, entry, install_ferry_words, opened_ferry_words
from parallelreader.app.themes import ThemeChoice
from parallelreader.app.words.dictionaries import SUFFIX, Dictionaries, own_folder
from parallelreader.app.words.entry_page import Here, Rendered, make_page
from parallelreader.app.words.examples import Example
from parallelreader.core.text import Span
from parallelreader.core.words.pinyin import Notation
from parallelreader.core.words.readable_glosses import readable
from parallelreader.paths import UserFolders
from parallelreader.store.dictionary_writing import write_dictionary
from parallelreader.ui.theme.source import ThemeSource
from parallelreader.ui.words.entry_panel import EntryPanel

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def panel(qtbot, qapp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> EntryPanel:
    return showing(opened_ferry_words(tmp_path, monkeypatch), qtbot, qapp)


def showing(dictionaries: Dictionaries, qtbot, qapp) -> EntryPanel:
    panel = EntryPanel(ThemeSource(qapp, ThemeChoice.LIGHT))
    qtbot.addWidget(panel)
    panel.resize(300, 700)
    panel.wanted.connect(
        lambda step: panel.show_page(
            make_page(dictionaries, step.typed, step.here, most=dict.fromkeys(step.more, 60))
        )
    )
    panel.show()
    return panel


def shown(panel: EntryPanel) -> str:
    return panel.browser.toPlainText()


def follow(panel: EntryPanel, link: str) -> None:
    panel.browser.anchorClicked.emit(QUrl(link))


def test_a_word_is_shown_with_what_is_known_of_its_place(panel):
    here = Here("to give change", "Likely here: “change”", "zhao3", (Rendered("Wren", "the change"),))

    panel.look_up("找", here)

    text = shown(panel)
    assert text.index("to give change") < text.index("Likely here: “change”") < text.index("to look for")
    assert "zhǎo" in text
    assert "the change" in text
    assert panel.head.field.text() == "找"


def test_links_lead_to_other_words_and_back_again(panel):
    panel.look_up("渡船")

    follow(panel, "word:%E8%88%B9")
    after_link = panel.page.typed
    QTest.keyClick(panel.browser, Qt.Key.Key_Left, ALT)
    after_back = panel.page.typed
    panel.head.forward.click()

    assert (after_link, after_back, panel.page.typed) == ("船", "渡船", "船")
    assert not panel.head.forward.isEnabled()
    assert panel.head.back.isEnabled()


def test_a_new_word_after_going_back_ends_the_way_forward(panel):
    for word in ("渡船", "船", "渡"):
        panel.look_up(word)
    panel.go_back()

    panel.look_up("找")

    assert not panel.head.forward.isEnabled()
    panel.go_back()
    assert panel.page.typed == "船"


def test_letters_typed_one_after_the_other_are_one_step(panel):
    panel.look_up("渡船")

    for typed in ("f", "fe", "ferr", "ferry"):
        panel.head.asked.emit(typed, False)
    panel.head.asked.emit("ferry", True)
    by_english = [each.word for each in panel.page.by_english]
    panel.go_back()

    assert by_english == ["渡船", "渡口", "渡"]
    assert panel.page.typed == "渡船"


def test_enter_in_the_field_goes_to_the_page_and_escape_to_the_text(panel, qtbot):
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.head.focus_field()
    panel.head.field.setText("lvxing")

    QTest.keyClick(panel.head.field, Qt.Key.Key_Return)
    assert panel.browser.hasFocus()
    with qtbot.waitSignal(panel.left):
        QTest.keyClick(panel.browser, Qt.Key.Key_Escape)

    assert "旅行" in shown(panel)


def test_links_are_reached_by_key(panel, qtbot):
    panel.look_up("船头")
    panel.activateWindow()
    qtbot.waitUntil(panel.isActiveWindow)
    panel.browser.setFocus()

    QTest.keyClick(panel.browser, Qt.Key.Key_Tab)
    QTest.keyClick(panel.browser, Qt.Key.Key_Return)

    assert panel.page.typed == "船"


def test_examples_stand_on_the_page_and_lead_to_their_place(panel, qtbot):
    panel.look_up("渡船")
    found = Example("doc", "zh", 7, "2.1", "渡船来了。", (Span(0, 2),), {"en": "The ferry came."})

    panel.show_examples([found], has_more=True)

    assert "The ferry came." in shown(panel)
    assert "Show more" in shown(panel)
    with qtbot.waitSignal(panel.place_requested) as asked:
        follow(panel, "go:0")
    assert asked.args == [found]
    follow(panel, "go:9")


def test_what_is_known_later_is_added_without_another_step(panel):
    panel.look_up("找")

    panel.know(Here("to give change", "Likely here: “change”", "zhao3"))

    assert shown(panel).index("to give change") < shown(panel).index("to look for")
    assert not panel.head.back.isEnabled()
    assert panel.current.here.likely == "to give change"


def test_what_dictionaries_say_is_shown_as_it_is_written(qtbot, qapp, tmp_path, monkeypatch):
    install_ferry_words(tmp_path, monkeypatch)
    folders = UserFolders.under(tmp_path / "data")
    evil = "<b>bold</b> <img src='file:///etc/passwd'> &lt; 船 see <a href=\"go:0\">x</a>"
    write_dictionary(
        own_folder(folders) / f"evil{SUFFIX}",
        {"title": "<i>Evil</i>"},
        [entry("锚<u>", "<s>mao2</s>", evil), entry("锚", "mao2", evil)],
    )
    dictionaries = Dictionaries(folders, HeldSettings())
    dictionaries.prepare()
    panel = showing(dictionaries, qtbot, qapp)

    panel.look_up("锚")

    assert evil in shown(panel)
    assert "锚<u>" in shown(panel)
    assert "<s>mao2</s>" in shown(panel)


@pytest.mark.parametrize(
    "gloss", ["x" * 99_000, "x[" + "1" * 99_000, "a|" * 49_000, "船|船[chuan2], " * 7000]
)
def test_a_gloss_of_any_length_is_shown_at_once(qtbot, qapp, tmp_path, monkeypatch, gloss: str):
    install_ferry_words(tmp_path, monkeypatch)
    folders = UserFolders.under(tmp_path / "data")
    dictionaries = Dictionaries(folders, HeldSettings())
    write_dictionary(own_folder(folders) / f"long{SUFFIX}", {"title": "Long"}, [entry("锚", "mao2", gloss)])
    dictionaries.prepare()
    panel = showing(dictionaries, qtbot, qapp)

    panel.look_up("锚")

    assert gloss[:1] in shown(panel)
    assert len(shown(panel)) < 10_000
    assert readable(gloss)


@pytest.mark.parametrize(
    ("notation", "written"),
    [(Notation.MARKS, "dùchuán"), (Notation.NUMBERS, "du4chuan2"), (Notation.ZHUYIN, "ㄉㄨˋ ㄔㄨㄢˊ")],
)
def test_readings_are_written_as_the_reader_has_them(panel, notation, written):
    panel.notation = notation

    panel.look_up("渡船")

    assert written in shown(panel)


def test_the_page_is_copied_as_plain_text(panel):
    panel.look_up("船头")

    panel.head.copy.click()

    assert QGuiApplication.clipboard().text() == "船头 船頭 chuántóu\n1. bow of a boat"


def test_a_word_that_is_nowhere_is_told(panel):
    panel.look_up("helicopter")

    assert "No dictionary has helicopter." in panel.hint.text()
    assert not panel.hint.isHidden()
    assert not panel.head.copy.isEnabled()


def test_without_any_dictionary_the_mend_is_told(qtbot, qapp, tmp_path, monkeypatch):
    install_ferry_words(tmp_path, monkeypatch)
    settings = HeldSettings()
    dictionaries = Dictionaries(UserFolders.under(tmp_path / "data"), settings)
    dictionaries.prepare()
    settings.change(dictionaries_off=("cc-cedict",))
    panel = showing(dictionaries, qtbot, qapp)

    panel.look_up("船")

    assert "Switch one on" in panel.hint.text()


def test_a_long_gloss_in_a_list_is_not_cut_in_the_midst_of_a_word_it_points_to(
    qtbot, qapp, tmp_path, monkeypatch
):
    install_ferry_words(tmp_path, monkeypatch)
    folders = UserFolders.under(tmp_path / "data")
    gloss = "the rope thrown first to those waiting, cf 纜繩|缆绳[lan3 sheng2] that is tied"
    write_dictionary(
        own_folder(folders) / f"ropes{SUFFIX}",
        {"title": "Ropes"},
        [entry("繩", "sheng2", "rope"), entry("繩頭", "sheng2 tou2", gloss)],
    )
    dictionaries = Dictionaries(folders, HeldSettings())
    dictionaries.prepare()
    panel = showing(dictionaries, qtbot, qapp)

    panel.look_up("繩")

    assert "to those waiting, cf 缆绳 that" in shown(panel)
    assert "|" not in shown(panel)


def test_a_name_is_called_one_before_all_dictionaries_say(panel):
    panel.look_up("找", Here(pinyin="Zhao3", name="Name · “Zhao” in Wren’s English"))

    text = shown(panel)
    assert text.index("Zhǎo") < text.index("Name · “Zhao” in Wren’s English") < text.index("to look for")
    panel.look_up("龘", Here(pinyin="Da2", name="Name · “Da”"))
    assert "Name · “Da”" in shown(panel)
