"""Totals of what is shown: each opens to what is in it; costs in nominal dollars and, apart, in constant ones.

Which dollars stand in front is part of the address: the tab `totals` or `totals.constant`.
"""

from __future__ import annotations

from dash import html

from dashboard.components import Chart, RecordList
from dashboard.texts import plural
from geodata.codes import code_label
from geodata.totals import COST, convert_total, cost_by_year, cost_years, sum_totals
from geodata.wording import format_number

NOMINAL_TAB, CONSTANT_TAB = "totals", "totals.constant"


def draw_totals(context, keep, constant=False) -> list:
    """Sums of what is shown. `constant`: with constant dollars in front, where the catalogue has a deflator."""
    t = context.texts
    constant = constant and context.repository.deflator is not None
    totals, years = sum_totals(context.records, keep), cost_years(context.records)
    blocks = {}
    for total in totals:
        both = total.what == COST and context.repository.deflator
        row = _cost(total, years, constant, context) if both else _total(total, context)
        blocks.setdefault((total.what, total.kind), []).append(row)
    sections = [html.Section([html.H3(_title(what, kind, context)), *rows], className="total-block")
                for (what, kind), rows in blocks.items()]
    return [html.H2(t["tab_totals"]), html.P(t["totals_note"], className="hint prose"), *_dollars(constant, context),
            html.Div(_year_chart(totals, years, constant, context) + sections, className="total-grid")]


def _title(what, kind, context):
    return code_label("kind", kind, context.language) if kind else context.texts[f"total_{what}"]


def _dollars(constant, context):
    """The switch between the two dollars, and what constant ones are; nothing without a deflator."""
    deflator, t = context.repository.deflator, context.texts
    if deflator is None:
        return []
    ways = ((NOMINAL_TAB, t["dollars_nominal"], not constant),
            (CONSTANT_TAB, t["dollars_constant"].format(year=deflator.year), constant))
    buttons = [html.Button(words, type="button", className="is-on" if is_on else "",
                           **{"data-open-tab": tab, "aria-pressed": str(is_on).lower()}) for tab, words, is_on in ways]
    note = [html.Span(t["constant_note"].format(year=deflator.year, index=deflator.name(context.language))), " ",
            _source(deflator.sources[0])]
    return [html.Div(className="dollars", children=[
        html.Div(buttons, className="segments", role="group", **{"aria-label": t["dollars"]}),
        html.P(note, className="hint")])]


def _source(source):
    if not source.get("url"):
        return html.Span(source["publisher"], title=source["title"])
    return html.A(source["publisher"], href=source["url"], target="_blank", rel="noopener noreferrer nofollow",
                  title=source["title"])


def _year_chart(totals, years, constant, context):
    t, deflator = context.texts, context.repository.deflator
    points, left_out = cost_by_year(totals, years, deflator if constant else None)
    if not points:
        return []
    note = t["totals_by_year_note"]
    if left_out:
        note += " " + _count("totals_not_in_chart", len(left_out), context)
    unit = _unit(constant, context)
    return [html.Section(className="total-block", children=[
        html.H3([t["totals_by_year"], html.Small(unit)]),
        Chart(lines=[{"label": unit, "colour": "var(--accent)", "bars": True,
                      "points": [[year, round(value, 1)] for year, value in points]}]),
        html.P(note, className="hint")])]


def _unit(constant, context):
    t = context.texts
    return t["constant_unit"].format(year=context.repository.deflator.year) if constant else t["cost_unit"]


def _count(key, n, context):
    texts = context.texts
    return plural(texts[key], n, context.language).format(n=format_number(n))


def _total(total, context):
    t = context.texts
    unit = t["cost_unit"] if total.what == COST else t.get(f"unit_{total.unit}", total.unit)
    parts = RecordList(rows=[_row(record, context, cells=[format_number(amount)]) for record, amount in total.parts])
    return _draw(total, format_number(total.value), unit, None, parts, None, context)


def _cost(total, years, constant, context):
    """A total of costs: the chosen dollars in front, the others beside them, both for each record."""
    t, nominal = context.texts, format_number(total.value)
    converted = convert_total(total, years, context.repository.deflator)
    value = format_number(converted.value) if converted.amounts else t["not_known"]
    also = (t["also_nominal"].format(n=nominal) if constant else
            t["also_constant"].format(n=value, year=converted.year))
    return _draw(total, value if constant else nominal, _unit(constant, context), also,
                 _both_dollars(total, converted, years, context), converted, context)


def _both_dollars(total, converted, years, context):
    t = context.texts
    rows = [_row(record, context, years.get(record, ""), [format_number(amount), _in_constant(converted, record, t)])
            for record, amount in total.parts]
    return RecordList(rows=rows, quiet=t["not_converted"],
                      head=[t["dollars_nominal"], t["dollars_constant"].format(year=converted.year)])


def _in_constant(converted, record, t):
    return format_number(converted.amounts[record]) if record in converted.amounts else t["not_converted"]


def _row(record, context, note="", cells=()):
    return {"id": record, "name": context.record_name(record), "note": str(note), "cells": list(cells)}


def _rest(title, rows):
    return html.Div([html.P(title, className="hint"), RecordList(rows=rows)], className="total-rest") if rows else None


def _draw(total, value, unit, also, parts, converted, context):
    """One line of a block, which opens to its parts and to what is left out: of constant dollars, of all."""
    t = context.texts
    count = t["total_records"].format(n=len(total.parts), silent=total.silent)
    not_converted = converted.left_out if converted else ()
    if not_converted:
        count += t["not_converted_count"].format(n=len(not_converted), year=converted.year)
    return html.Details(className="total", children=[
        html.Summary([html.Span(t[f"legend_statuses_{total.group}"]), html.Strong(value), html.Small(unit),
                      html.Small(also, className="total-also") if also else None,
                      html.Small(count, className="total-count")]),
        parts,
        _rest(t["not_converted_why"].format(year=converted.year) if converted else "",
              [_row(record, context, year or t["no_year"]) for record, year in not_converted]),
        _rest(t["total_left_out"], [_row(record, context, t["total_in"].format(name=context.record_name(parent)))
                                    for record, parent in total.left_out])])
