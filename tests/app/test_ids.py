"""Ids: what callbacks and the browser's code name exists on the page, and what is declared is used."""

import ast
import json
import re
from pathlib import Path

import pytest
from dash._utils import to_json

from dashboard import ids
from dashboard.context import PageContext
from dashboard.views.details import draw_details
from dashboard.views.sentence import draw_empty, draw_sentence
from dashboard.views.table import draw_table
from geodata.filters import FilterSpec
from geodata.relations import find_related
from geodata.summaries import summarise_shown
from tests.app.asking import layout_ids, nodes

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def drawn(atlas_client, atlas_repository):
    """Everything the page can hold: the layout, and each view that callbacks put into it."""
    context = PageContext(atlas_repository)
    records = atlas_repository.records
    nothing = FilterSpec(country=("TKM",), sector=("110",), status=("cancelled",))
    shown = summarise_shown(records, nothing, atlas_repository.last_year)
    record = records.row("khorgos-dry-port")
    views = [draw_table([], context), draw_sentence(nothing, shown, context), draw_empty(nothing, shown, context),
             draw_details(record, find_related(records, record["id"]), context)]
    return [atlas_client.get("/_dash-layout").json, *(json.loads(to_json(view)) for view in views)]


def of_callbacks(client):
    parts = []
    for callback in client.get("/_dash-dependencies").json:
        parts += [(part["id"], part["property"]) for part in callback["inputs"] + callback["state"]]
        names = callback["output"].partition("@")[0].strip(".").split("...")
        parts += [(name.rpartition(".")[0], name.rpartition(".")[2].partition("@")[0]) for name in names]
    return sorted(set(parts))


def matches(named, found):
    if not named.startswith("{"):
        return named == found
    pattern = json.loads(named)
    return isinstance(found, dict) and set(found) == set(pattern) and all(
        value == ["ALL"] or value == found[key] for key, value in pattern.items())


def test_every_id_that_a_callback_names_is_on_the_page(atlas_client, drawn):
    found = [i for tree in drawn for i in layout_ids(tree)]
    named = {name for name, _ in of_callbacks(atlas_client)}
    assert len(named) > 30
    assert [name for name in sorted(named) if not any(matches(name, i) for i in found)] == []


def test_every_id_stands_once_in_the_layout(drawn):
    found = [json.dumps(i) for i in layout_ids(drawn[0])]
    assert sorted(found) == sorted(set(found))


def test_our_own_components_have_the_properties_that_callbacks_name(atlas_client, drawn):
    import dashboard.components as own
    from dashboard.maplibre import MapLibre

    kinds = {name: getattr(own, name, MapLibre) for name in ("Facet", "Timeline", "Range", "Switch", "Choice",
                                                             "Search", "MapLibre")}
    for node in (n for tree in drawn for n in nodes(tree) if n["namespace"] == "atlas_components"):
        if node["type"] in kinds and "id" in node["props"]:
            named = {prop for name, prop in of_callbacks(atlas_client) if matches(name, node["props"]["id"])}
            assert named - {"id"} <= set(kinds[node["type"]]._prop_names), node["type"]


def test_every_declared_id_is_used():
    declared = {name for name in vars(ids) if not name.startswith("_")}
    used = set()
    for path in (ROOT / "dashboard").rglob("*.py"):
        used |= {node.attr for node in ast.walk(ast.parse(path.read_text("utf-8")))
                 if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "ids"}
    assert declared - used == set()
    assert used - declared == set()


def test_every_id_in_the_browsers_code_is_on_the_page(drawn):
    """Ids in assets/*.js: set_props, getElementById, selectors, and the tables of events in view.js."""
    known = {i if isinstance(i, str) else i["type"] for tree in drawn for i in layout_ids(tree)}
    code = {path.name: path.read_text("utf-8") for path in (ROOT / "assets").glob("*.js")}
    named = {name for text in code.values() for pattern in (
        r'set_props\("([^"]+)"', r'getElementById\("([^"]+)"\)', r'at\("#([\w-]+)"\)',
        r'"([\w-]+)\.(?:n_clicks|data|picked|viewState)":',
        r'(?<!typeof )\bid === "([\w-]+)"', r'id\.type === "([\w-]+)"',
    ) for name in re.findall(pattern, text)}
    assert len(named) > 10
    assert named - known == set()


def test_every_clientside_function_is_there(atlas_client):
    code = "".join(path.read_text("utf-8") for path in (ROOT / "assets").glob("*.js"))
    for callback in atlas_client.get("/_dash-dependencies").json:
        if function := callback.get("clientside_function"):
            assert function["namespace"] == "atlas"
            assert f"functions.{function['function_name']} = " in code
