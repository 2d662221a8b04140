"""Fusion with the sizes of the design and our drawing of the controls it lists.

The drawing itself is in ``controls``; here is only which part of Qt's style it takes the place of.
"""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPalette
from PySide6.QtWidgets import (
    QProxyStyle,
    QStyle,
    QStyleHintReturn,
    QStyleOption,
    QStyleOptionComboBox,
    QStyleOptionComplex,
    QStyleOptionFocusRect,
    QStyleOptionMenuItem,
    QStyleOptionSlider,
    QStyleOptionToolButton,
    QWidget,
)

from parallelreader.ui.theme.controls import COMPLEX_CONTROLS, CONTROLS, PRIMITIVES, is_primary
from parallelreader.ui.theme.icons import draw_icon
from parallelreader.ui.theme.scroll_bar import LEAST_SLIDER, SCROLL_BAR, scroll_bar_part
from parallelreader.ui.theme.tokens import Theme

TOOL_BUTTON = 28
BUTTON_HEIGHT = 30
SMALL_BUTTON_HEIGHT = 24
ROW_HEIGHT = 28
FIELD_PADDING = 5
SMALL_PROPERTY = "smallButton"

_Metric = QStyle.PixelMetric
_Hint = QStyle.StyleHint
_Contents = QStyle.ContentsType

_METRICS = {
    _Metric.PM_SmallIconSize: 16,
    _Metric.PM_ButtonIconSize: 16,
    _Metric.PM_ToolBarIconSize: 16,
    _Metric.PM_ListViewIconSize: 16,
    _Metric.PM_TabBarIconSize: 16,
    _Metric.PM_SplitterWidth: 1,
    _Metric.PM_DockWidgetSeparatorExtent: 1,
    _Metric.PM_ToolBarItemSpacing: 4,
    _Metric.PM_ToolBarItemMargin: 8,
    _Metric.PM_ToolBarFrameWidth: 0,
    _Metric.PM_ScrollBarExtent: SCROLL_BAR,
    _Metric.PM_ScrollBarSliderMin: LEAST_SLIDER,
    _Metric.PM_ScrollView_ScrollBarSpacing: 0,
    _Metric.PM_FocusFrameHMargin: 7,
    _Metric.PM_HeaderMargin: 8,
    _Metric.PM_ButtonShiftHorizontal: 0,
    _Metric.PM_ButtonShiftVertical: 0,
}
_HINTS = {
    _Hint.SH_EtchDisabledText: 0,
    _Hint.SH_DitherDisabledText: 0,
    _Hint.SH_Widget_Animation_Duration: 0,
    _Hint.SH_ToolTip_WakeUpDelay: 500,
    _Hint.SH_ItemView_ShowDecorationSelected: 1,
    # Those of the desktop have the colours of another theme.
    _Hint.SH_DialogButtonBox_ButtonsHaveIcons: 0,
}
_LEAST_HEIGHT = {
    _Contents.CT_LineEdit: BUTTON_HEIGHT,
    _Contents.CT_ComboBox: BUTTON_HEIGHT,
    _Contents.CT_SpinBox: BUTTON_HEIGHT,
    _Contents.CT_MenuItem: ROW_HEIGHT,
    _Contents.CT_MenuBarItem: SMALL_BUTTON_HEIGHT,
    _Contents.CT_ItemViewItem: ROW_HEIGHT,
    _Contents.CT_HeaderSection: ROW_HEIGHT,
}
_SEPARATOR = QStyleOptionMenuItem.MenuItemType.Separator

_Feature = QStyleOptionToolButton.ToolButtonFeature
CHEVRON = 14


class ReaderStyle(QProxyStyle):
    """The look of every standard control in the theme it holds; ``set_theme`` changes it in place."""

    def __init__(self, theme: Theme) -> None:
        super().__init__("Fusion")
        self._theme = theme

    @property
    def theme(self) -> Theme:
        """The theme the controls are drawn in."""
        return self._theme

    def set_theme(self, theme: Theme) -> None:
        """Draw in another theme from the next painting on."""
        self._theme = theme

    def pixelMetric(
        self, metric: QStyle.PixelMetric, option: QStyleOption | None = None, widget: QWidget | None = None
    ) -> int:
        known = _METRICS.get(metric)
        return known if known is not None else super().pixelMetric(metric, option, widget)

    def styleHint(
        self,
        hint: QStyle.StyleHint,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
        returnData: QStyleHintReturn | None = None,  # noqa: N803 - Qt passes it by this name
    ) -> int:
        known = _HINTS.get(hint)
        return known if known is not None else super().styleHint(hint, option, widget, returnData)

    def sizeFromContents(
        self, type: QStyle.ContentsType, option: QStyleOption, size: QSize, widget: QWidget | None = None
    ) -> QSize:
        # The stubs deny it, but Qt passes no widget where it measures for none.
        result = super().sizeFromContents(type, option, size, widget)  # type: ignore[arg-type]
        if type == _Contents.CT_ToolButton:
            if isinstance(option, QStyleOptionToolButton) and option.features & _Feature.HasMenu:
                result += QSize(CHEVRON if has_chevron(option) else 0, 0)
            return result.expandedTo(QSize(TOOL_BUTTON, TOOL_BUTTON))
        if type == _Contents.CT_PushButton:
            small = widget is not None and bool(widget.property(SMALL_PROPERTY))
            text = option.fontMetrics.height() + 4
            return QSize(result.width(), max(text, SMALL_BUTTON_HEIGHT if small else BUTTON_HEIGHT))
        if type == _Contents.CT_SpinBox:
            # The field inside stands as far from its edges as any other.
            result += QSize(2 * FIELD_PADDING, 0)
        # A heading in a menu is a separator with words on it, and wants the room of an item.
        if isinstance(option, QStyleOptionMenuItem) and option.menuItemType == _SEPARATOR and not option.text:
            return result
        return result.expandedTo(QSize(0, _LEAST_HEIGHT.get(type, 0)))

    def subElementRect(
        self, element: QStyle.SubElement, option: QStyleOption, widget: QWidget | None = None
    ) -> QRect:
        rect = super().subElementRect(element, option, widget)  # type: ignore[arg-type]
        if element == QStyle.SubElement.SE_LineEditContents:
            return rect.adjusted(FIELD_PADDING, 0, -FIELD_PADDING, 0)
        return rect

    def drawPrimitive(
        self,
        element: QStyle.PrimitiveElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        draw = PRIMITIVES.get(element)
        if draw is None or not draw(self._theme, option, painter):
            super().drawPrimitive(element, option, painter, widget)

    def drawControl(
        self,
        element: QStyle.ControlElement,
        option: QStyleOption,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        draw = CONTROLS.get(element)
        if draw is not None and draw(self._theme, option, painter):
            return
        if element == QStyle.ControlElement.CE_ComboBoxLabel and isinstance(option, QStyleOptionComboBox):
            self._elide(option, widget)
        colour = self._label_colour(element, option)
        if colour is None:
            super().drawControl(element, option, painter, widget)
            return
        before = QPalette(option.palette)
        recoloured = QPalette(before)
        for role in (QPalette.ColorRole.ButtonText, QPalette.ColorRole.WindowText):
            recoloured.setColor(role, colour)
        option.palette = recoloured
        super().drawControl(element, option, painter, widget)
        option.palette = before

    def drawComplexControl(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        painter: QPainter,
        widget: QWidget | None = None,
    ) -> None:
        if isinstance(option, QStyleOptionToolButton) and option.features & _Feature.HasMenu:
            self._draw_menu_button(option, painter, widget)
            return
        draw = COMPLEX_CONTROLS.get(control)
        if draw is None or not draw(self._theme, option, painter, self):
            super().drawComplexControl(control, option, painter, widget)

    def subControlRect(
        self,
        control: QStyle.ComplexControl,
        option: QStyleOptionComplex,
        subControl: QStyle.SubControl,  # noqa: N803 - Qt passes it by this name
        widget: QWidget | None = None,
    ) -> QRect:
        if control == QStyle.ComplexControl.CC_ScrollBar and isinstance(option, QStyleOptionSlider):
            return scroll_bar_part(option, subControl)
        return super().subControlRect(control, option, subControl, widget)  # type: ignore[arg-type]

    def _elide(self, option: QStyleOptionComboBox, widget: QWidget | None) -> None:
        """Show that a text is longer than its field; Fusion would cut a letter in two."""
        field = self.subControlRect(
            QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, widget
        )
        icon = option.iconSize.width() + FIELD_PADDING if not option.currentIcon.isNull() else 0
        room = field.width() - icon - 2
        option.currentText = option.fontMetrics.elidedText(
            option.currentText, Qt.TextElideMode.ElideRight, room
        )

    def _draw_menu_button(
        self, option: QStyleOptionToolButton, painter: QPainter, widget: QWidget | None
    ) -> None:
        """A tool button that opens a menu: one with a text has a chevron after it, an icon says it itself.

        Fusion would put its arrow into the lower right corner, under the text.
        """
        whole = QRect(option.rect)
        busy = QStyle.StateFlag.State_MouseOver | QStyle.StateFlag.State_Sunken | QStyle.StateFlag.State_On
        if option.state & busy and option.state & QStyle.StateFlag.State_Enabled:
            self.drawPrimitive(QStyle.PrimitiveElement.PE_PanelButtonTool, option, painter, widget)
        option.features &= ~_Feature.HasMenu
        if has_chevron(option):
            option.rect = whole.adjusted(0, 0, -CHEVRON, 0)
        self.drawControl(QStyle.ControlElement.CE_ToolButtonLabel, option, painter, widget)
        option.rect = whole
        if has_chevron(option):
            ink = option.palette.color(QPalette.ColorRole.PlaceholderText)
            place = QRectF(whole.right() - CHEVRON - 1, whole.center().y() - 5, 12, 12)
            draw_icon(painter, "chevron-down", place, ink)
        if option.state & QStyle.StateFlag.State_HasFocus:
            focus = QStyleOptionFocusRect()
            focus.rect, focus.state = whole, option.state
            self.drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, focus, painter, widget)
        option.features |= _Feature.HasMenu

    def _label_colour(self, element: QStyle.ControlElement, option: QStyleOption) -> QColor | None:
        """The ink of a label that does not wear its palette's, or None."""
        if not option.state & QStyle.StateFlag.State_Enabled:
            return None
        if element == QStyle.ControlElement.CE_PushButtonLabel and is_primary(option):
            return self._theme.on_accent
        if element == QStyle.ControlElement.CE_ToolButtonLabel and option.state & QStyle.StateFlag.State_On:
            return self._theme.accent
        return None


def has_chevron(option: QStyleOptionToolButton) -> bool:
    """Whether a button with a menu shows a text, after which its chevron stands."""
    return option.toolButtonStyle != Qt.ToolButtonStyle.ToolButtonIconOnly and bool(option.text)
