"""The style sheet, filled with one theme's colours."""

from __future__ import annotations

from string import Template
from typing import Final

import resources
from desktop.ui.theme import CONTROL, Theme
from desktop.ui.words import Tone

_SHEET: Final = Template(
    """
* { outline: none; $motion }
QWidget { font-size: 13px; color: $text; }
QMainWindow, QWidget#desk { background: $ground; }
QFrame#bar { background: $surface; border: none; border-bottom: 1px solid $border; }
QFrame#strip { background: $surface; border: none; border-top: 1px solid $border; }
QFrame#panel { background: $surface; border: none; }
QFrame#side { background: $surface; border: none; border-left: 1px solid $border; }
QFrame#queue { background: $surface; border: none; border-right: 1px solid $border; }
QFrame#tools { background: $surface; border: none; border-bottom: 1px solid $border; }
QFrame#actions { background: $surface; border: none; border-top: 1px solid $border; }
QFrame#line { background: $border; border: none; max-height: 1px; min-height: 1px; }
QLabel { background: transparent; }
QLabel#brand { font-size: 15px; font-weight: 600; }
QLabel#title { font-size: 15px; font-weight: 600; }
QLabel#screen { font-size: 20px; font-weight: 600; }
QLabel#muted, QLabel#hint { color: $muted; font-size: 12px; }
QLabel#caption { color: $muted; font-size: 11px; }
QLabel#question { color: $hold; font-size: 12px; }
QLabel#sentence { color: $muted; font-size: 15px; }
QLabel#error { color: $failed; font-size: 12px; }
QLabel#good { color: $approved; font-size: 12px; }
QLabel#hover { background: $text; color: $surface; font-size: 12px; border-radius: 4px; padding: 3px 8px; }
QLabel#key { background: $hover; border: 1px solid $border; border-radius: 4px; padding: 2px 8px; font-size: 12px; }
QPushButton#keyed { font-size: 12px; }
QPushButton#keyed[waiting="true"] { border: 2px solid $accent; color: $accent; }
QListWidget#pages { background: $ground; border: none; border-right: 1px solid $border; padding: 8px 6px; }
QListWidget#pages::item { min-height: 28px; padding: 2px 10px; border-radius: 6px; color: $text; }
QListWidget#pages::item:selected { background: $selected; color: $accent; }
QPlainTextEdit { background: $surface; border: 1px solid $border; border-radius: 6px; padding: 4px; font-size: 12px;
  selection-background-color: $accent; selection-color: $on_accent; }
QDialog#dialog { background: $surface; border: 1px solid $border; }

QPushButton, QToolButton { min-height: ${control}px; padding: 0 12px; border: 1px solid $border; border-radius: 6px;
  background: $surface; color: $text; }
QToolButton { padding: 0 8px; }
QToolButton#flat, QPushButton#flat { border-color: transparent; background: transparent; }
QToolButton#icon { border-color: transparent; background: transparent; min-width: 26px; max-width: 26px; padding: 0; }
QToolButton::menu-indicator { image: none; width: 0; }
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $selected; }
QPushButton:focus, QToolButton:focus { border: 1px solid $accent; }
QPushButton:disabled, QToolButton:disabled { color: $muted; background: $ground; border-color: $border; }
QToolButton#icon:disabled, QToolButton#flat:disabled { background: transparent; border-color: transparent; }
QPushButton#primary { background: $accent; border-color: $accent; color: $on_accent; font-weight: 600;
  padding: 0 16px; }
QPushButton#primary:hover { background: $accent_hover; border-color: $accent_hover; }
QPushButton#primary:focus { border: 2px solid $text; }
QPushButton#primary:disabled { background: $quiet_ground; border-color: $quiet_ground; color: $muted; }
QPushButton#tab { border-color: transparent; background: transparent; color: $muted; font-weight: 600;
  padding: 0 12px; }
QPushButton#tab:hover { background: $hover; }
QPushButton#tab:checked { background: $selected; color: $accent; }
QPushButton#tab:focus { border: 1px solid $accent; }
QPushButton#chip { min-height: 22px; padding: 0 9px; border-radius: 12px; border-color: transparent;
  background: transparent; color: $muted; font-size: 12px; }
QPushButton#chip:hover { background: $hover; color: $text; }
QPushButton#chip:checked { background: $selected; color: $accent; }
QPushButton#chip:focus { border: 1px solid $accent; }

QLineEdit { min-height: ${control}px; padding: 0 8px; border: 1px solid $border; border-radius: 6px;
  background: $surface;
  selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit QToolButton { min-height: 0; min-width: 0; padding: 0; border: none; background: transparent; }
QLineEdit#search { padding: 0 2px; }
QLineEdit:hover { border-color: $muted; }
QLineEdit:focus { border: 1px solid $accent; }
QLineEdit:read-only, QLineEdit:disabled { background: $ground; color: $muted; }
QLineEdit#value { font-size: 15px; min-height: 28px; }
QLineEdit#settled { font-size: 14px; border-color: transparent; background: transparent; padding: 0 6px; }
QLineEdit#settled:hover { border-color: $border; }
QLineEdit#settled:focus { border: 1px solid $accent; background: $surface; }

QComboBox { min-height: ${control}px; padding: 0 8px; border: 1px solid $border; border-radius: 6px;
  background: $surface; color: $text; }
QComboBox:hover { border-color: $muted; }
QComboBox:focus, QComboBox:on { border: 1px solid $accent; }
QComboBox:disabled { background: $ground; color: $muted; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$arrow"); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: $surface; border: 1px solid $border; color: $text; padding: 4px;
  selection-background-color: $selected; selection-color: $text; }

QTableView, QListView { background: $surface; border: 1px solid transparent; gridline-color: transparent; color: $text;
  selection-background-color: $selected; selection-color: $text; alternate-background-color: $surface; }
QTableView:focus, QListView:focus { border-color: $accent; }
QListView::item { border: none; }
QListView#reasons { border-radius: 6px; padding: 4px; }
QListView#reasons::item { border-radius: 4px; padding-left: 4px; }
QListView::item:hover { background: $hover; }
QListView::item:selected { background: $selected; color: $text; }
QHeaderView { background: $surface; border: none; }
QHeaderView::section { background: $surface; color: $muted; font-size: 12px; padding: 0 8px; border: none;
  border-bottom: 1px solid $border; min-height: 28px; }
QHeaderView::section:hover { color: $text; }
QTableCornerButton::section { background: $surface; border: none; }

QTabWidget::pane { border: none; border-top: 1px solid $border; background: $surface; }
QTabBar { background: $surface; qproperty-drawBase: 0; }
QTabBar::tab { background: transparent; color: $muted; padding: 7px 10px 6px 10px; border: none; font-size: 12px;
  border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $accent; border-bottom: 2px solid $accent; font-weight: 600; }
QTabBar::tab:focus { color: $text; }
QTabBar QToolButton { min-height: 20px; padding: 0; border: none; background: $surface; }

QSplitter::handle { background: $border; }
QSplitter::handle:hover { background: $accent; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QScrollArea { background: $surface; border: none; }
QScrollArea > QWidget > QWidget#body { background: $surface; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $border; border-radius: 4px; min-height: 28px; min-width: 28px; margin: 1px; }
QScrollBar::handle:hover { background: $muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }

QMenu { background: $surface; border: 1px solid $border; border-radius: 6px; padding: 4px; }
QMenu::item { padding: 6px 16px 6px 10px; border-radius: 4px; }
QMenu::item:selected { background: $selected; }
QMenu::item:disabled { color: $muted; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QListView#thumbs { background: $surface; border: none; border-top: 1px solid $border; padding: 4px; }
QListView#thumbs::item { color: $muted; font-size: 11px; border: 1px solid transparent; border-radius: 6px;
  padding: 2px; }
QListView#thumbs::item:selected { background: $selected; color: $text; border-color: $accent; }
QToolButton#icon:focus, QToolButton#flat:focus, QPushButton#flat:focus { border-color: $accent; }
QToolButton#icon:checked { background: $selected; border-color: $accent; }
QToolTip { background: $surface; color: $text; border: 1px solid $border; padding: 4px 6px; font-size: 12px; }

QFrame#card { background: $surface; border: 1px solid $border; border-radius: 6px; }
QFrame#doubtful { background: $surface; border: 1px solid $hold_edge; border-left: 3px solid $hold_line;
  border-radius: 6px; }
QFrame#answered { background: $surface; border: 1px solid $border; border-left: 3px solid $approved;
  border-radius: 6px; }
QFrame#proposal { background: $selected; border: 1px solid $accent; border-radius: 6px; }
QLabel#proposed { color: $text; font-size: 13px; }
QFrame#palette { background: $surface; border: none; border-top: 1px solid $border; }
QFrame#banner_failed { background: $failed_ground; border: none; border-bottom: 1px solid $border; }
QFrame#banner_failed QLabel { color: $failed; }
QFrame#banner_hold { background: $hold_ground; border: none; border-bottom: 1px solid $border; }
QFrame#banner_hold QLabel { color: $hold; }
QWidget#cover { background: $drop; }
QFrame#drop { background: transparent; border: 2px dashed $accent; border-radius: 12px; }
QGraphicsView { background: $page_ground; border: 1px solid $page_ground; }
QGraphicsView:focus { border-color: $accent; }
"""
)


def style_sheet(theme: Theme, *, compact: bool = False, still: bool = False) -> str:
    """Qt's style sheet for that theme. compact: lower controls. still: nothing is animated."""
    tones = theme.tones
    return _SHEET.substitute(
        arrow=resources.path(f"icons/arrow-{theme.name}.svg").as_posix(),
        control=CONTROL - 6 if compact else CONTROL - 2,  # the border comes on top
        motion="widget-animation-duration: 0;" if still else "",
        text=theme.text,
        muted=theme.muted,
        ground=theme.ground,
        surface=theme.surface,
        border=theme.border,
        accent=theme.accent,
        on_accent=theme.on_accent,
        accent_hover=theme.accent_hover,
        hover=theme.hover,
        selected=theme.selected,
        page_ground=theme.page_ground,
        hold=tones[Tone.HOLD][0],
        hold_ground=tones[Tone.HOLD][1],
        hold_edge="#5A4A22" if theme.is_dark else "#EBD9AE",
        hold_line="#FFCB70" if theme.is_dark else "#E0A31E",
        approved=tones[Tone.APPROVED][0],
        failed=tones[Tone.FAILED][0],
        failed_ground=tones[Tone.FAILED][1],
        quiet_ground=tones[Tone.QUIET][1],
        drop="rgba(18, 22, 28, 252)" if theme.is_dark else "rgba(244, 245, 247, 252)",
    )
