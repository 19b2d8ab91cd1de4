"""The data layers of the map: one layer for each look, and a drawing for each image they can ask for."""

import itertools
import json

import pytest

from dashboard import map_style, style
from dashboard.icons import GLYPHS, glyph_for
from geodata.codes import code_list

THEMES = style.THEMES
LINE_STATUSES = list(itertools.product(style.LINE_LOOKS, style.LOOK_OF_STATUS))


def layers(theme="light", language="en"):
    return map_style.data_layers(theme, language)


def admits(expression, properties):
    """Whether a filter of the small language that the line layers use admits a feature."""
    if expression is None:
        return True
    operator, *rest = expression
    if operator == "all":
        return all(admits(part, properties) for part in rest)
    (_, name), value = rest
    return properties[name] in value[1] if operator == "in" else properties[name] == value


def interactive_layers_of(properties):
    return [layer["id"] for layer in layers()
            if layer["metadata"].get("interactive") and layer["source"] == properties["layer"]
            and admits(layer.get("filter"), properties)]


def test_ids_are_unique_and_start_with_the_layer_they_draw():
    ids = [layer["id"] for layer in layers()]
    assert len(ids) == len(set(ids))
    assert all(layer["id"].startswith(layer["metadata"]["group"] + "-") for layer in layers())


def test_marked_records_have_a_source_of_their_own_and_are_drawn_in_their_group():
    marked = [layer for layer in layers() if layer["source"] == map_style.MARKED]
    assert {layer["metadata"]["group"] for layer in marked} == set(map_style.LAYERS)
    assert all(layer["filter"] == ["==", ["get", "layer"], layer["metadata"]["group"]] for layer in marked)
    whole = map_style.full_style("light", "en", str)
    assert whole["metadata"]["marks"] in whole["sources"]


def test_lines_that_do_not_occur_get_no_layer():
    some = map_style.data_layers("light", present={("road", "proposed"), ("farm", "operational")})
    ways = [layer["id"] for layer in some if layer["metadata"].get("interactive") and layer["type"] == "line"]
    assert ways == ["routes-road-planned"]


@pytest.mark.parametrize(("kind", "status"), LINE_STATUSES)
def test_each_kind_and_status_of_line_has_one_layer_that_answers_the_pointer(kind, status):
    feature = {"layer": style.LINE_LOOKS[kind].layer, "kind": kind, "status": status}
    assert len(interactive_layers_of(feature)) == 1


def test_sites_have_one_layer_far_out_and_one_close():
    far, close = (next(layer for layer in layers() if layer["id"] == name) for name in ("sites-dots", "sites-icons"))
    assert far["maxzoom"] == close["minzoom"]
    assert interactive_layers_of({"layer": "sites"}) == ["sites-dots", "sites-icons"]


def test_every_status_and_sector_of_the_code_lists_has_a_look():
    assert set(code_list("status")) == set(style.LOOK_OF_STATUS)
    assert set(code_list("sector")) <= set(style.GROUP_OF_SECTOR)


@pytest.mark.parametrize("theme", THEMES)
def test_every_image_the_layers_can_ask_for_has_a_recipe(theme):
    recipes = map_style.image_recipes(theme)
    for group, look in itertools.product(style.SECTOR_GROUPS, style.STATUS_LOOKS):
        assert {f"{group}-{look}", f"dot-{group}-{look}"} <= set(recipes)
    for layer in map_style.data_layers(theme):
        image = layer.get("layout", {}).get("icon-image")
        if isinstance(image, str):
            assert image.removeprefix("icon||") in recipes
    assert all(glyph_for(kind) in GLYPHS for kind in code_list("kind"))


@pytest.mark.parametrize("theme", THEMES)
def test_every_text_the_layers_can_ask_for_has_a_style(theme):
    keys = {layer["layout"]["icon-image"][1].split("|")[1] for layer in map_style.data_layers(theme)
            if layer["id"].endswith("-names")}
    assert keys == set(map_style.text_styles(theme))


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_a_whole_style_is_plain_data_with_known_sources(language):
    whole = map_style.full_style("dark", language, lambda layer: f"/data/{layer}")
    assert json.loads(json.dumps(whole)) == whole
    assert {layer["source"] for layer in whole["layers"] if "source" in layer} <= set(whole["sources"])


def test_place_names_of_the_basemap_lie_above_all_data():
    base = ({"base": {"type": "geojson", "data": "/base"}},
            [{"id": "base-land", "type": "fill", "source": "base"},
             {"id": "base-names", "type": "symbol", "source": "base"}])
    ids = [layer["id"] for layer in map_style.full_style("light", "en", str, base)["layers"]]
    assert (ids[0], ids[-1]) == ("base-land", "base-names")


def test_themes_differ_in_paint_only_so_that_a_switch_reloads_nothing():
    def bones(theme):
        return [{key: part for key, part in layer.items() if key != "paint"} for layer in layers(theme)]
    assert bones("light") == bones("dark")


def test_tiled_layers_name_their_part_of_the_tile():
    whole = map_style.full_style("light", "en", lambda layer: f"/tiles/{layer}", tiled={"sites"})
    assert whole["sources"]["sites"]["promoteId"] == {"sites": "id"}
    assert all(("source-layer" in layer) == (layer.get("source") == "sites") for layer in whole["layers"])


def test_sites_of_one_place_lie_a_disc_apart():
    assert map_style.fan_out(0) == (0, 0)
    places = [map_style.fan_out(n) for n in range(1, map_style.MAX_SLOT + 1)]
    nearest = min(((ax - bx) ** 2 + (ay - by) ** 2) ** 0.5 for (ax, ay), (bx, by) in itertools.combinations(places, 2))
    assert nearest >= 0.95


def test_a_radius_in_pixels_grows_towards_the_poles():
    # One degree of the equator, 111.3 km, is 512 / 360 pixels at zoom 0.
    assert map_style.radius_px0(111.32, 0) == pytest.approx(512 / 360, rel=1e-3)
    assert map_style.radius_px0(10, 60) == pytest.approx(2 * map_style.radius_px0(10, 0))


def test_the_legend_shows_what_is_there():
    records = [{"kind": "mine", "sector": "320", "status": "agreed", "precision": "district"},
               {"kind": "gas_pipeline", "sector": "230", "status": "operational", "precision": "near"}]
    items = style.legend_items(records)
    assert [(item["group"], item["code"]) for item in items] == [
        ("sectors", "industry"), ("lines", "gas_pipeline"), ("statuses", "built"), ("statuses", "planned"),
        ("places", "rough")]
    assert style.legend_items([]) == []


@pytest.mark.parametrize("theme", THEMES)
def test_tokens_give_every_sector_and_line_a_colour(theme):
    tokens = style.css_tokens(theme)
    assert all(f"--sector-{code}:" in tokens for code in style.GROUP_OF_SECTOR)
    assert all(f"--line-{kind}:" in tokens for kind in style.LINE_LOOKS)


def test_the_legend_explains_the_bands_of_roughly_known_lines():
    line = {"kind": "road", "sector": "210", "status": "operational", "precision": "near"}
    codes = {accuracy: [item["code"] for item in style.legend_items([line | {"accuracy": accuracy}])]
             for accuracy in ("traced", "sketched", "endpoints")}
    assert "course" not in codes["traced"]
    assert all("course" in codes[accuracy] for accuracy in ("sketched", "endpoints"))
