"""The themes hold what the design promises, and every control, icon and face takes its colours from them."""

import gc
import os
import re
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QImage, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QMenu,
    QProxyStyle,
    QPushButton,
    QScrollBar,
    QSpinBox,
    QStyle,
    QStyleOptionFrame,
    QToolButton,
)

from parallelreader.app.themes import ThemeChoice, ThemeName
from parallelreader.paths import resource
from parallelreader.ui.theme import fonts
from parallelreader.ui.theme.icons import UnknownIcon, draw_icon, icon, icon_names
from parallelreader.ui.theme.source import ThemeSource, apply_theme
from parallelreader.ui.theme.style import SMALL_PROPERTY, ReaderStyle
from parallelreader.ui.theme.tokens import (
    COLOUR_FIELDS,
    BrokenTheme,
    Theme,
    load_theme,
    mix,
    read_theme,
)

pytestmark = pytest.mark.gui

GROUNDS = ("bg", "surface", "raised")
INKS = ("text", "secondary", "accent", "search_hit", "low_text", "good", "error")
HIGHLIGHTS = ("hl_yellow", "hl_orange", "hl_rose", "hl_violet", "hl_blue", "hl_green")
TINTS = ("partner", "low", *HIGHLIGHTS, "st_new", "st_learn", "st_familiar")
TONES = ("tone_1", "tone_2", "tone_3", "tone_4", "tone_violet", "tone_neutral")
ICONS_OF_THE_DESIGN = """
sidebar right-panel back forward panes rows line type search bookmark notes more link broken-link
anchor reading terms words alignment import export settings folder file card calendar eye eye-off
marker theme sound pin copy clipboard filter sort flag warning check close plus minus chevron-up
chevron-down chevron-left chevron-right undo redo merge split shift detach grip target
"""
DRAWN = ICONS_OF_THE_DESIGN.split()


@pytest.fixture(params=list(ThemeName), ids=str)
def theme(request: pytest.FixtureRequest) -> Theme:
    return load_theme(request.param)


@pytest.fixture
def dressed(qapp: QApplication):
    """Puts a theme on and takes the application's own look back afterwards."""
    palette, style, font = QPalette(qapp.palette()), qapp.style().name(), qapp.font()
    yield lambda name: apply_theme(qapp, load_theme(name))
    qapp.setStyle(style)
    qapp.setPalette(palette)
    qapp.setFont(font)


def luminance(colour: QColor) -> float:
    """Relative luminance after WCAG 2."""

    def linear(channel: float) -> float:
        return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4

    red, green, blue = linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_of_black_and_white_is_twenty_one():
    assert contrast(QColor("#000000"), QColor("#ffffff")) == pytest.approx(21.0)
    assert contrast(QColor("#777777"), QColor("#ffffff")) == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("ink", INKS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_every_ink_can_be_read_on_every_ground(theme: Theme, ink: str, ground: str):
    assert contrast(theme.color(ink), theme.color(ground)) >= 4.5


@pytest.mark.parametrize("tint", [*TINTS, "hover", "selected"])
def test_text_and_labels_can_be_read_on_every_tint(theme: Theme, tint: str):
    assert contrast(theme.text, theme.color(tint)) >= 4.5
    assert contrast(theme.secondary, theme.color(tint)) >= 4.5


@pytest.mark.parametrize("tone", TONES)
def test_tones_can_be_read_on_every_ground_and_tint(theme: Theme, tone: str):
    grounds = (*GROUNDS, *TINTS)

    worst = min(contrast(theme.color(tone), theme.color(ground)) for ground in grounds)

    assert worst >= 4.5


def test_writing_on_the_accent_and_on_a_search_hit_can_be_read(theme: Theme):
    assert contrast(theme.on_accent, theme.accent) >= 4.5
    assert contrast(theme.on_accent, theme.search_hit) >= 4.5


@pytest.mark.parametrize("ground", GROUNDS)
def test_outlines_of_controls_can_be_seen(theme: Theme, ground: str):
    assert contrast(theme.control, theme.color(ground)) >= 3.0


def test_highlights_differ_from_one_another_and_from_the_page(theme: Theme):
    colours = {theme.color(name).name() for name in (*HIGHLIGHTS, "bg", "partner", "low")}

    assert len(colours) == 9


def test_a_fill_the_design_leaves_empty_paints_nothing(theme: Theme):
    assert theme.st_nearly.alpha() == 0
    assert theme.color("st-nearly") == theme.st_nearly


def test_only_the_dark_theme_calls_itself_dark(theme: Theme):
    assert theme.dark == (theme.name == "dark") == (luminance(theme.bg) < luminance(theme.text))


def test_an_unknown_token_is_refused(theme: Theme):
    with pytest.raises(KeyError, match="hl-mauve"):
        theme.color("hl-mauve")


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('bg = "#FBFAF7"\n', "", "bg"),
        ('bg = "#FBFAF7"', 'bg = "#FBFAF7"\nextra = "#000000"', "extra"),
        ('bg = "#FBFAF7"', 'bg = "snowish"', "snowish"),
    ],
)
def test_a_broken_theme_file_names_its_fault(tmp_path: Path, old: str, new: str, complaint: str):
    broken = tmp_path / "broken.toml"
    content = resource("themes", "light.toml").read_text(encoding="utf-8")
    broken.write_text(content.replace(old, new, 1), encoding="utf-8")

    with pytest.raises(BrokenTheme, match=complaint):
        read_theme(broken)


def test_mix_weighs_ink_against_ground():
    mixed = mix(QColor("#000000"), QColor("#ffffff"), share=0.4)

    assert mixed.name() == "#999999"


# palette and style


def test_the_palette_carries_the_theme(qapp: QApplication, dressed):
    dressed(ThemeName.SEPIA)
    theme, palette = load_theme(ThemeName.SEPIA), qapp.palette()

    assert palette.color(QPalette.ColorRole.Window) == theme.surface
    assert palette.color(QPalette.ColorRole.Text) == theme.text
    assert palette.color(QPalette.ColorRole.Accent) == theme.accent
    assert palette.color(QPalette.ColorRole.PlaceholderText) == theme.secondary
    assert palette.color(QPalette.ColorRole.Highlight) == theme.selected


def test_disabled_ink_is_two_fifths_of_the_ink(qapp: QApplication, dressed):
    dressed(ThemeName.LIGHT)
    theme = load_theme(ThemeName.LIGHT)

    disabled = qapp.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.WindowText)

    assert disabled == mix(theme.text, theme.surface, share=0.4)


def test_a_number_with_its_unit_has_room_in_its_field(dressed, qtbot):
    dressed(ThemeName.LIGHT)
    box = QSpinBox(suffix=" %", maximum=97, value=90)
    qtbot.addWidget(box)
    box.adjustSize()
    box.show()

    field = box.findChild(QLineEdit)
    option = QStyleOptionFrame()
    field.initStyleOption(option)
    inside = field.style().subElementRect(QStyle.SubElement.SE_LineEditContents, option, field)
    # A line of text stands two pixels from either end of that.
    assert inside.width() - 4 >= field.fontMetrics().horizontalAdvance(box.text())


def test_dressing_twice_keeps_one_style_and_survives_collection(qapp: QApplication, dressed):
    dressed(ThemeName.LIGHT)
    first = qapp.style()
    gc.collect()

    dressed(ThemeName.DARK)

    assert qapp.style() is first
    assert isinstance(first, ReaderStyle)
    assert first.theme.name == "dark"


def test_buttons_of_dialogs_take_no_icons_from_the_desktop(qapp: QApplication):
    class Desktop(QProxyStyle):
        def styleHint(self, hint, option=None, widget=None, returnData=None):  # noqa: N803
            if hint == QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons:
                return 1
            return super().styleHint(hint, option, widget, returnData)

    style = ReaderStyle(load_theme(ThemeName.LIGHT))
    style.setBaseStyle(Desktop("Fusion"))

    assert style.styleHint(QStyle.StyleHint.SH_DialogButtonBox_ButtonsHaveIcons) == 0


def test_tool_buttons_and_buttons_have_the_sizes_of_the_design(qtbot, dressed):
    dressed(ThemeName.LIGHT)
    tool, button, small = QToolButton(), QPushButton("Close"), QPushButton("Edit")
    tool.setIcon(icon("search"))
    small.setProperty(SMALL_PROPERTY, True)
    for widget in (tool, button, small):
        qtbot.addWidget(widget)

    assert tool.sizeHint() == QSize(28, 28)
    assert button.sizeHint().height() == 30
    assert small.sizeHint().height() == 24


def test_a_field_shows_its_focus_in_the_accent(qtbot, dressed):
    dressed(ThemeName.LIGHT)
    theme = load_theme(ThemeName.LIGHT)
    field = QLineEdit()
    qtbot.addWidget(field)
    field.resize(120, 30)
    resting = field.grab().toImage().pixelColor(60, 0)
    field.show()
    with qtbot.waitExposed(field):
        field.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)

    focused = field.grab().toImage().pixelColor(60, 1)

    assert resting == theme.control
    assert focused == theme.accent


def test_the_default_button_is_filled_with_the_accent(qtbot, dressed):
    dressed(ThemeName.DARK)
    button = QPushButton("Import")
    qtbot.addWidget(button)
    button.setDefault(True)
    button.resize(90, 30)

    image = button.grab().toImage()

    assert image.pixelColor(5, 15) == load_theme(ThemeName.DARK).accent


def test_a_checked_tool_button_stands_on_the_selected_ground(qtbot, dressed):
    dressed(ThemeName.LIGHT)
    button = QToolButton()
    qtbot.addWidget(button)
    button.setCheckable(True)
    button.setAutoRaise(True)
    button.resize(28, 28)
    before = button.grab().toImage().pixelColor(4, 14)

    button.setChecked(True)

    assert button.grab().toImage().pixelColor(4, 14) == load_theme(ThemeName.LIGHT).selected != before


def test_a_scroll_bar_has_no_arrows_and_its_slider_reaches_both_ends(qtbot, dressed):
    dressed(ThemeName.LIGHT)
    bar = QScrollBar(Qt.Orientation.Vertical)
    qtbot.addWidget(bar)
    bar.setRange(0, 1000)
    bar.setPageStep(10)
    bar.resize(12, 200)
    option_ends = []
    for value in (0, 1000):
        bar.setValue(value)
        image = bar.grab().toImage()
        ground = image.pixelColor(0, 0)
        painted = [y for y in range(200) if image.pixelColor(6, y) != ground]
        option_ends.append((painted[0], painted[-1]))

    (top, _), (_, bottom) = option_ends

    assert top <= 4
    assert bottom >= 195


# following the desktop


def test_choosing_a_theme_says_so_once(qapp: QApplication, qtbot, dressed):
    source = ThemeSource(qapp, ThemeChoice.LIGHT)
    seen: list[str] = []
    source.changed.connect(lambda: seen.append(source.current.name))

    source.choose(ThemeChoice.SEPIA)
    source.choose(ThemeChoice.SEPIA)
    source.choose(ThemeChoice.DARK)

    assert seen == ["sepia", "dark"]
    assert qapp.palette().color(QPalette.ColorRole.Window) == source.current.surface
    source.deleteLater()


def test_every_step_to_the_next_theme_changes_how_it_looks(qapp: QApplication, dressed):
    source = ThemeSource(qapp, ThemeChoice.SYSTEM)
    worn = [source.current.name]

    for _ in range(4):
        source.choose_next()
        worn.append(source.current.name)

    assert all(before != after for before, after in pairwise(worn))
    assert set(worn) == {"light", "dark", "sepia"}
    source.deleteLater()


def test_system_falls_back_on_the_lightness_of_the_desktops_palette(qapp: QApplication, dressed):
    if qapp.styleHints().colorScheme() != Qt.ColorScheme.Unknown:
        pytest.skip("this platform says whether it is dark")
    night = QPalette(QColor("#202020"))
    night.setColor(QPalette.ColorRole.WindowText, QColor("#eeeeee"))
    qapp.setPalette(night)

    source = ThemeSource(qapp, ThemeChoice.SYSTEM)

    assert source.current.name == "dark"
    source.deleteLater()


# icons


def test_the_set_holds_every_icon_of_the_design():
    assert icon_names() == sorted(DRAWN)


@pytest.mark.parametrize("name", DRAWN)
def test_each_icon_is_on_the_grid_in_one_colour_and_line(name: str):
    drawing = resource("icons", f"{name}.svg").read_text(encoding="utf-8")

    assert 'viewBox="0 0 16 16"' in drawing
    assert 'stroke-width="1.3"' in drawing
    assert 'stroke-linecap="round"' in drawing
    assert set(re.findall(r'(?:stroke|fill)="([^"]+)"', drawing)) <= {"none", "currentColor"}
    assert set(re.findall(r'<(\w+)[^>]*fill="currentColor"', drawing)) <= {"circle"}


def ink_box(image: QImage) -> tuple[int, int, int, int]:
    inked = [
        (x, y)
        for y in range(image.height())
        for x in range(image.width())
        if image.pixelColor(x, y).alpha() > 60
    ]
    columns, rows = [x for x, _ in inked], [y for _, y in inked]
    return min(columns), min(rows), max(columns), max(rows)


@pytest.mark.parametrize("name", DRAWN)
def test_each_icon_draws_something_inside_its_square(qapp: QApplication, name: str):
    image = QImage(96, 96, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    draw_icon(painter, name, QRectF(16, 16, 64, 64), QColor("#112233"))
    painter.end()

    left, top, right, bottom = ink_box(image)

    assert 16 <= left <= right < 80
    assert 16 <= top <= bottom < 80
    assert max(right - left, bottom - top) >= 28


def test_no_two_icons_are_the_same_drawing():
    drawings = {resource("icons", f"{name}.svg").read_text(encoding="utf-8") for name in DRAWN}

    assert len(drawings) == len(DRAWN)


def middle(one: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal, state: QIcon.State = QIcon.State.Off) -> QColor:
    """The colour of the bar of the minus sign, which covers the centre of its square."""
    return one.pixmap(QSize(64, 64), 1.0, mode, state).toImage().pixelColor(32, 32)


def test_an_icon_follows_the_palette_of_the_moment(dressed):
    dressed(ThemeName.LIGHT)
    minus = icon("minus")
    in_light = middle(minus)

    dressed(ThemeName.DARK)

    assert in_light == load_theme(ThemeName.LIGHT).text
    assert middle(minus) == load_theme(ThemeName.DARK).text


def test_an_icon_shows_on_selected_and_disabled(dressed):
    dressed(ThemeName.SEPIA)
    theme, minus = load_theme(ThemeName.SEPIA), icon("minus")

    assert middle(minus, state=QIcon.State.On) == theme.accent
    assert middle(minus, QIcon.Mode.Selected) == theme.accent
    assert middle(minus, QIcon.Mode.Disabled) == mix(theme.text, theme.surface, share=0.4)


def test_an_icon_is_sharp_on_a_dense_screen(dressed):
    dressed(ThemeName.LIGHT)

    pixmap = icon("search").pixmap(QSize(16, 16), 2.0)

    assert pixmap.size() == QSize(32, 32)
    assert pixmap.devicePixelRatio() == 2.0


def test_copies_of_an_icon_outlive_the_first(dressed):
    dressed(ThemeName.LIGHT)
    copy = QIcon(icon("minus"))
    button = QToolButton()
    button.setIcon(copy)
    del copy
    gc.collect()

    assert middle(button.icon()) == load_theme(ThemeName.LIGHT).text


@pytest.mark.parametrize("name", ["unicorn", "app", "../themes/light"])
def test_an_icon_that_is_not_in_the_set_is_refused(name: str):
    with pytest.raises(UnknownIcon):
        icon(name)


# faces


def has(family: str) -> bool:
    return QFontDatabase.hasFamily(family)


def test_chinese_is_set_in_the_face_of_its_region(qapp: QApplication):
    if not has("Noto Serif CJK SC"):
        pytest.skip("the Noto CJK faces are not installed")

    faces = {
        tag: fonts.reading_font(tag, 20).families()[0] for tag in ("zh-Hans", "zh", "zh-TW", "zh-Hant-HK")
    }

    assert faces == {
        "zh-Hans": "Noto Serif CJK SC",
        "zh": "Noto Serif CJK SC",
        "zh-TW": "Noto Serif CJK TC",
        "zh-Hant-HK": "Noto Serif CJK HK",
    }


@pytest.mark.parametrize(
    ("tag", "region"), [("zh-Hans-HK", "SC"), ("yue-HK", "HK"), ("zh-MO", "HK"), ("en", "SC")]
)
def test_the_region_comes_from_script_before_place(tag: str, region: str):
    assert fonts.chinese_region(tag) == region


def test_every_face_list_ends_in_a_chinese_face_where_there_is_one(qapp: QApplication):
    if not has("Noto Sans CJK SC"):
        pytest.skip("the Noto CJK faces are not installed")

    for font in (fonts.reading_font("en", 17), fonts.interface_font(), fonts.reading_font("zh-Hans", 20)):
        assert font.families()[-1].endswith("CJK SC")


def test_english_names_a_chinese_face_behind_its_own(qapp: QApplication):
    if not has("Noto Serif CJK SC"):
        pytest.skip("the Noto CJK faces are not installed")

    families = fonts.reading_font("en", 17).families()

    assert families[-1] == "Noto Serif CJK SC"
    assert len(families) == 2


def test_sizes_are_in_pixels(qapp: QApplication):
    assert fonts.reading_font("zh-Hans", 20).pixelSize() == 20
    assert fonts.interface_font().pixelSize() == 13


def test_a_font_is_of_whoever_asked_for_it(qapp):
    fonts.interface_font().setWeight(QFont.Weight.Bold)

    assert fonts.interface_font().weight() is QFont.Weight.Normal


@pytest.mark.parametrize(
    ("system", "distribution", "command"),
    [
        ("Linux", "ubuntu debian", "apt install fonts-noto-cjk"),
        ("Linux", "fedora ", "dnf install"),
        ("Linux", "arch ", "pacman"),
        ("Linux", "plan9 ", "Noto CJK"),
        ("Windows", "", "Optional features"),
        ("Darwin", "", "Font Book"),
    ],
)
def test_each_system_is_told_how_to_get_a_chinese_face(system: str, distribution: str, command: str):
    assert command in fonts.how_to_get_a_chinese_face(system, distribution)


def test_without_any_chinese_face_the_program_says_so(tmp_path: Path):
    latin_only = tmp_path / "fonts"
    latin_only.mkdir()
    configuration = tmp_path / "fonts.conf"
    configuration.write_text(
        f"<fontconfig><dir>{latin_only}</dir><cachedir>{tmp_path}/cache</cachedir></fontconfig>"
    )
    script = (
        "from PySide6.QtWidgets import QApplication; app = QApplication([])\n"
        "from parallelreader.ui.theme.fonts import missing_face_warning, reading_font\n"
        "reading_font('zh-Hans', 20)\n"
        "print(missing_face_warning())"
    )
    if not sys.platform.startswith("linux"):
        pytest.skip("only fontconfig can be shown an empty folder")

    result = subprocess.run(
        [sys.executable, "-c", script],
        env={**os.environ, "FONTCONFIG_FILE": str(configuration)},
        capture_output=True,
        text=True,
        check=True,
    )

    assert result.stdout.startswith("No Chinese font is installed")


def test_the_style_is_fusion_underneath(qapp: QApplication, dressed):
    dressed(ThemeName.LIGHT)

    assert qapp.style().baseStyle().name() == "fusion"
    assert qapp.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize) == 16
    assert len(COLOUR_FIELDS) == 33


def test_a_heading_in_a_menu_has_the_room_of_an_item(qapp: QApplication, dressed):
    dressed(ThemeName.LIGHT)
    menu = QMenu()
    heading, item, line = menu.addSection("Only here"), menu.addAction("yào"), menu.addSeparator()
    menu.addAction("yāo")

    heights = [menu.actionGeometry(each).height() for each in (heading, item, line)]

    assert heights[0] == heights[1] > heights[2]
