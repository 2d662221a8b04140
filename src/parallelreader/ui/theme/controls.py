"""How buttons, fields, rows and bars are painted: tints without boxes, hairlines, one accent ring for focus.

Each function paints one part of a control and answers whether it did; what it declines is left to Fusion.
"""

from collections.abc import Callable

from PySide6.QtCore import QLine, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QStyle,
    QStyleOption,
    QStyleOptionButton,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionFrame,
    QStyleOptionProgressBar,
    QStyleOptionSlider,
    QStyleOptionSpinBox,
    QStyleOptionViewItem,
)

from parallelreader.ui.theme.icons import draw_icon
from parallelreader.ui.theme.scroll_bar import draw_scroll_bar
from parallelreader.ui.theme.tokens import Theme, mix

CONTROL_RADIUS = 5.0
CHECK_RADIUS = 3.0
FOCUS_WIDTH = 2.0
PROGRESS_HEIGHT = 4
CHEVRON = 12

_State = QStyle.StateFlag
_Primitive = QStyle.PrimitiveElement
_Control = QStyle.ControlElement

Draw = Callable[[Theme, QStyleOption, QPainter], bool]


def is_primary(option: QStyleOption) -> bool:
    """Whether the option is of a push button that Enter would press."""
    return isinstance(option, QStyleOptionButton) and bool(
        option.features & QStyleOptionButton.ButtonFeature.DefaultButton
    )


def rounded(
    painter: QPainter,
    rect: QRect,
    *,
    fill: QColor | None = None,
    outline: QColor | None = None,
    width: float = 1.0,
    radius: float = CONTROL_RADIUS,
) -> None:
    """Paint a rounded rectangle whose outline lies wholly inside ``rect``."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = width / 2 if outline is not None else 0.0
    painter.setPen(QPen(outline, width) if outline is not None else Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(fill) if fill is not None else Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()


def _has(option: QStyleOption, flag: QStyle.StateFlag) -> bool:
    return bool(option.state & flag)


def _outline(theme: Theme, option: QStyleOption) -> QColor:
    enabled = _has(option, _State.State_Enabled)
    return theme.control if enabled else mix(theme.control, theme.surface, share=0.4)


def _push_button(theme: Theme, option: QStyleOption, painter: QPainter) -> bool:
    if not isinstance(option, QStyleOptionButton):
        return False
    enabled, over = _has(option, _State.State_Enabled), _has(option, _State.State_MouseOver)
    pressed = _has(option, _State.State_Sunken) or _has(option, _State.State_On)
    if option.features & QStyleOptionButton.ButtonFeature.Flat:
        if enabled and (pressed or over):
            rounded(painter, option.rect, fill=theme.selected if pressed else theme.hover)
    elif is_primary(option) and enabled:
        fill = mix(theme.text, theme.accent, share=0.12) if pressed or over else theme.accent
        rounded(painter, option.rect, fill=fill)
    else:
        ground = theme.selected if pressed else theme.hover if over and enabled else theme.raised
        rounded(painter, option.rect, fill=ground, outline=_outline(theme, option))
    return True


def _tool_button(theme: Theme, option: QStyleOption, painter: QPainter) -> bool:
    if _has(option, _State.State_On) or _has(option, _State.State_Sunken):
        rounded(painter, option.rect, fill=theme.selected)
    elif _has(option, _State.State_Enabled) and _has(option, _State.State_MouseOver):
        rounded(painter, option.rect, fill=theme.hover)
    return True


def _focus_ring(theme: Theme, option: QStyleOption, painter: QPainter) -> bool:
    if _has(option, _State.State_KeyboardFocusChange):
        rounded(painter, option.rect, outline=theme.accent, width=FOCUS_WIDTH)
    return True


def _line_edit(theme: Theme, option: QStyleOption, painter: QPainter) -> bool:
    if not isinstance(option, QStyleOptionFrame) or option.lineWidth <= 0:
        return False
    rounded(painter, option.rect, fill=theme.raised)
    return _line_edit_frame(theme, option, painter)


def _line_edit_frame(theme: Theme, option: QStyleOption, painter: QPainter) -> bool:
    if _has(option, _State.State_HasFocus):
        rounded(painter, option.rect, outline=theme.accent, width=FOCUS_WIDTH)
    else:
        rounded(painter, option.rect, outline=_outline(theme, option))
    return True


def _frame(theme: Theme, option: QStyleOption, painter: QPainter) -> bool:
    painter.save()
    painter.setPen(theme.line)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
    painter.restore()
    return True


def _raised_panel(theme: Theme, option: QStyleOption, painter: QPainter) -> bool:
    painter.fillRect(option.rect, theme.raised)
    return _frame(theme, option, painter)


def _nothing(theme: Theme, option: QStyleOption, painter: QPainter) -> bool:
    return True


def _row_item(theme: Theme, option: QStyleOption, painter: QPainter) -> bool:
    if not isinstance(option, QStyleOptionViewItem):
        return False
    if option.backgroundBrush.style() != Qt.BrushStyle.NoBrush:
        painter.fillRect(option.rect, option.backgroundBrush)
    if not _has(option, _State.State_Enabled):
        return True
    position = QStyleOptionViewItem.ViewItemPosition
    alone = option.viewItemPosition in (position.Invalid, position.OnlyOne)
    radius = CONTROL_RADIUS if alone else 0.0
    if _has(option, _State.State_Selected):
        rounded(painter, option.rect, fill=theme.selected, radius=radius)
    elif _has(option, _State.State_MouseOver):
        rounded(painter, option.rect, fill=theme.hover, radius=radius)
    return True


def _tree_row(theme: Theme, option: QStyleOption, painter: QPainter) -> bool:
    # The item paints its own ground; a second one under the branches would cut the round corners.
    return isinstance(option, QStyleOptionViewItem)


def _branch(theme: Theme, option: QStyleOption, painter: QPainter) -> bool:
    if _has(option, _State.State_Children):
        name = "chevron-down" if _has(option, _State.State_Open) else "chevron-right"
        _chevron(theme, option.rect, painter, name)
    return True


def _check_box(theme: Theme, option: QStyleOption, painter: QPainter) -> bool:
    on, half = _has(option, _State.State_On), _has(option, _State.State_NoChange)
    outline = _outline(theme, option)
    if not on and not half:
        rounded(painter, option.rect, fill=theme.raised, outline=outline, radius=CHECK_RADIUS)
        return True
    fill = theme.accent if _has(option, _State.State_Enabled) else outline
    rounded(painter, option.rect, fill=fill, radius=CHECK_RADIUS)
    draw_icon(painter, "check" if on else "minus", QRectF(option.rect), theme.on_accent)
    return True


def _arrow(name: str) -> Draw:
    def draw(theme: Theme, option: QStyleOption, painter: QPainter) -> bool:
        _chevron(theme, option.rect, painter, name, enabled=_has(option, _State.State_Enabled))
        return True

    return draw


def _chevron(theme: Theme, rect: QRect, painter: QPainter, name: str, *, enabled: bool = True) -> None:
    square = QRect(QPoint(0, 0), QSize(CHEVRON, CHEVRON))
    square.moveCenter(rect.center())
    colour = theme.secondary if enabled else mix(theme.secondary, theme.surface, share=0.4)
    draw_icon(painter, name, QRectF(square), colour)


def _tool_bar(theme: Theme, option: QStyleOption, painter: QPainter) -> bool:
    painter.fillRect(option.rect, theme.surface)
    _hairline(painter, QLine(option.rect.bottomLeft(), option.rect.bottomRight()), theme.line)
    return True


def _tool_bar_separator(theme: Theme, option: QStyleOption, painter: QPainter) -> bool:
    centre, reach = option.rect.center(), 8
    if _has(option, _State.State_Horizontal):
        ends = QLine(centre.x(), centre.y() - reach, centre.x(), centre.y() + reach)
    else:
        ends = QLine(centre.x() - reach, centre.y(), centre.x() + reach, centre.y())
    _hairline(painter, ends, theme.line)
    return True


def _splitter(theme: Theme, option: QStyleOption, painter: QPainter) -> bool:
    painter.fillRect(option.rect, theme.line)
    return True


def _header(theme: Theme, option: QStyleOption, painter: QPainter) -> bool:
    return _tool_bar(theme, option, painter)


def _hairline(painter: QPainter, line: QLine, colour: QColor) -> None:
    painter.save()
    painter.setPen(colour)
    painter.drawLine(line)
    painter.restore()


def _progress_groove(theme: Theme, option: QStyleOption, painter: QPainter) -> bool:
    rounded(painter, _bar(option.rect), fill=theme.line, radius=PROGRESS_HEIGHT / 2)
    return True


def _progress_contents(theme: Theme, option: QStyleOption, painter: QPainter) -> bool:
    if not isinstance(option, QStyleOptionProgressBar):
        return False
    bar = _bar(option.rect)
    span = option.maximum - option.minimum
    if span <= 0:
        # How much there is to do is not known yet: a paler bar, and no movement that would promise more.
        rounded(painter, bar, fill=mix(theme.accent, theme.line, share=0.4), radius=PROGRESS_HEIGHT / 2)
    elif option.progress > option.minimum:
        done = round(bar.width() * (option.progress - option.minimum) / span)
        bar.setWidth(max(PROGRESS_HEIGHT, done))
        rounded(painter, bar, fill=theme.accent, radius=PROGRESS_HEIGHT / 2)
    return True


def _bar(rect: QRect) -> QRect:
    bar = QRect(rect.x(), 0, rect.width(), PROGRESS_HEIGHT)
    bar.moveCenter(rect.center())
    return bar


def _combo_box(theme: Theme, option: QStyleOptionComplex, painter: QPainter, style: QStyle) -> bool:
    if not isinstance(option, QStyleOptionComboBox):
        return False
    if option.editable:
        _field_with_arrows(theme, option, painter, has_frame=option.frame)
        _draw_arrow(theme, option, painter, style, QStyle.SubControl.SC_ComboBoxArrow, "chevron-down")
        return True
    over = _has(option, _State.State_MouseOver) and _has(option, _State.State_Enabled)
    fill = theme.hover if over else theme.raised
    rounded(painter, option.rect, fill=fill, outline=_outline(theme, option) if option.frame else None)
    if _has(option, _State.State_HasFocus):
        _focus_ring(theme, option, painter)
    _draw_arrow(theme, option, painter, style, QStyle.SubControl.SC_ComboBoxArrow, "chevron-down")
    return True


def _spin_box(theme: Theme, option: QStyleOptionComplex, painter: QPainter, style: QStyle) -> bool:
    if not isinstance(option, QStyleOptionSpinBox):
        return False
    _field_with_arrows(theme, option, painter, has_frame=option.frame)
    can = QAbstractSpinBox.StepEnabledFlag
    for part, name, step in (
        (QStyle.SubControl.SC_SpinBoxUp, "chevron-up", can.StepUpEnabled),
        (QStyle.SubControl.SC_SpinBoxDown, "chevron-down", can.StepDownEnabled),
    ):
        _draw_arrow(theme, option, painter, style, part, name, enabled=bool(option.stepEnabled & step))
    return True


def _field_with_arrows(
    theme: Theme, option: QStyleOptionComplex, painter: QPainter, *, has_frame: bool
) -> None:
    rounded(painter, option.rect, fill=theme.raised)
    if has_frame:
        _line_edit_frame(theme, option, painter)


def _draw_arrow(
    theme: Theme,
    option: QStyleOptionComplex,
    painter: QPainter,
    style: QStyle,
    part: QStyle.SubControl,
    name: str,
    *,
    enabled: bool = True,
) -> None:
    control = (
        QStyle.ComplexControl.CC_SpinBox
        if isinstance(option, QStyleOptionSpinBox)
        else QStyle.ComplexControl.CC_ComboBox
    )
    area = style.subControlRect(control, option, part, None)
    _chevron(theme, area, painter, name, enabled=enabled and _has(option, _State.State_Enabled))


def _scroll_bar(theme: Theme, option: QStyleOptionComplex, painter: QPainter, style: QStyle) -> bool:
    if not isinstance(option, QStyleOptionSlider):
        return False
    draw_scroll_bar(theme, option, painter)
    return True


PRIMITIVES: dict[QStyle.PrimitiveElement, Draw] = {
    _Primitive.PE_PanelButtonCommand: _push_button,
    _Primitive.PE_FrameDefaultButton: _nothing,
    _Primitive.PE_PanelButtonTool: _tool_button,
    _Primitive.PE_FrameFocusRect: _focus_ring,
    _Primitive.PE_PanelLineEdit: _line_edit,
    _Primitive.PE_FrameLineEdit: _line_edit_frame,
    _Primitive.PE_Frame: _frame,
    _Primitive.PE_FrameMenu: _frame,
    _Primitive.PE_PanelMenu: _raised_panel,
    _Primitive.PE_PanelTipLabel: _raised_panel,
    _Primitive.PE_FrameStatusBarItem: _nothing,
    _Primitive.PE_PanelStatusBar: _nothing,
    _Primitive.PE_PanelItemViewItem: _row_item,
    _Primitive.PE_PanelItemViewRow: _tree_row,
    _Primitive.PE_IndicatorBranch: _branch,
    _Primitive.PE_IndicatorCheckBox: _check_box,
    _Primitive.PE_IndicatorItemViewItemCheck: _check_box,
    _Primitive.PE_IndicatorToolBarSeparator: _tool_bar_separator,
    _Primitive.PE_IndicatorArrowDown: _arrow("chevron-down"),
    _Primitive.PE_IndicatorArrowUp: _arrow("chevron-up"),
    _Primitive.PE_IndicatorArrowLeft: _arrow("chevron-left"),
    _Primitive.PE_IndicatorArrowRight: _arrow("chevron-right"),
}
CONTROLS: dict[QStyle.ControlElement, Draw] = {
    _Control.CE_ToolBar: _tool_bar,
    _Control.CE_Splitter: _splitter,
    _Control.CE_HeaderSection: _header,
    _Control.CE_HeaderEmptyArea: _header,
    _Control.CE_ProgressBarGroove: _progress_groove,
    _Control.CE_ProgressBarContents: _progress_contents,
}
COMPLEX_CONTROLS: dict[
    QStyle.ComplexControl, Callable[[Theme, QStyleOptionComplex, QPainter, QStyle], bool]
] = {
    QStyle.ComplexControl.CC_ComboBox: _combo_box,
    QStyle.ComplexControl.CC_SpinBox: _spin_box,
    QStyle.ComplexControl.CC_ScrollBar: _scroll_bar,
}
