"""Our own small Dash components: the Python halves of `assets/controls.js`.

Each control holds its choice in `value` as the text that stands in the address (`"KAZ,UZB"`,
`"2013-2020"`, `"1"`), so that a choice is one thing in the page, the store and the address.
"""

import sys

from dash.development.base_component import Component

NAMESPACE = "atlas_components"
# Dash looks for a package of the namespace with every property of every component; it must not search the disk.
sys.modules.setdefault(NAMESPACE, sys.modules[__name__])


class OwnComponent(Component):
    """A component whose other half is a React function in `assets/`, with no build step."""

    _namespace = NAMESPACE
    _children_props = []
    _base_nodes = ["children"]
    _valid_wildcard_attributes = []
    _prop_names = ["id"]

    def __init__(self, **props):
        self._type = type(self).__name__
        self.available_properties = self._prop_names
        self.available_wildcard_properties = []
        unknown = sorted(set(props) - set(self._prop_names))
        if unknown:
            raise TypeError(f"{self._type} has no property {', '.join(unknown)}.")
        super().__init__(**{name: value for name, value in props.items() if value is not None})


class Facet(OwnComponent):
    """A foldable list of boxes to tick, each with how many records it would leave.

    `options`: [{value, label, colour?, glyph?, group?}]; `counts`: {value: number}; `most`: how many
    are shown before "show all"; `search`: with a box to search the list; `hide_empty`: leave out what
    would leave nothing; `texts`: {all, fewer, search, clear, none}.
    """

    _prop_names = ["id", "label", "options", "value", "counts", "most", "search", "hide_empty", "open", "texts"]


class Timeline(OwnComponent):
    """Bars of records by year, with a range to drag. `counts`: [[year, number], ...];
    `texts`: {first, last, all, records}."""

    _prop_names = ["id", "label", "value", "counts", "first", "last", "texts"]


class Range(OwnComponent):
    """Two numbers, from and to, with a unit. `texts`: {from, to}."""

    _prop_names = ["id", "label", "value", "unit", "counts", "texts"]


class Switch(OwnComponent):
    """A yes or no. `on` and `off` are the texts of `value` for the two states."""

    _prop_names = ["id", "label", "help", "value", "on", "off", "counts"]


class Choice(OwnComponent):
    """One of a few. `options`: [{value, label}]; the first is the default and written as no text."""

    _prop_names = ["id", "label", "options", "value", "counts"]


class Search(OwnComponent):
    """A text to search for. The key / puts the cursor into it. `texts`: {placeholder, clear}."""

    _prop_names = ["id", "label", "value", "counts", "glyph", "texts"]


class Icon(OwnComponent):
    """A glyph of `icons.py` in the colour of the text around it: its `path`, in a box of 24 by 24."""

    _prop_names = ["id", "path", "size"]


class LegendMark(OwnComponent):
    """A mark of the legend, described as the map's style describes it: `shape` disc, line, status or reach."""

    _prop_names = ["id", "shape", "disc", "form", "weight", "dash", "colour"]


class Chart(OwnComponent):
    """A small chart by year. `lines`: [{label, colour, points: [[year, value, note?], ...], bars?}]; values
    of one chart share a unit. Each line is labelled at its end; nothing is interpolated over missing years."""

    _prop_names = ["id", "lines"]


class RecordList(OwnComponent):
    """A list of records that open at a click, each with a note and numbers as text; made for hundreds of rows,
    for which Dash's own buttons take seconds. `rows`: [{id, name, note?, cells?}]; `head`: a word over each
    column of cells; `quiet`: the cell that is no number."""

    _prop_names = ["id", "rows", "head", "quiet"]
