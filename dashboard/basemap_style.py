"""The basemap as MapLibre style parts: plain data, from the tables below and a few colours of `style.py`.

Layers lie in this order: water, coast, land, the five states, relief, rivers, lakes, boundaries, dots, names. The map
has no glyph files: every name is an icon whose image id is `text|<style key>|<words>`; whoever draws the map paints it
on request with the look that `text_styles` gives for the key. Nothing here opens a file or knows the web.
"""

from __future__ import annotations

from dashboard.style import TOKENS

BASE = "base-"
RELIEF, RELIEF_FIRST = "relief.webp", "relief-small.webp"
RELIEF_COORDINATES = [[-15.0, 75.0], [150.0, 75.0], [150.0, 0.0], [-15.0, 0.0]]
"""Corners of the relief (longitude, latitude) from the upper left clockwise, as in `geodata/basemap/basemap.json`."""

FOCUS = ["in", ["get", "iso_a3"], ["literal", ["KAZ", "KGZ", "TJK", "TKM", "UZB"]]]
"""Expression: the feature belongs to one of the five states."""

CREDITS = ("credit_natural_earth", "credit_relief", "credit_boundaries")
"""Keys of the sentences that must be readable wherever the basemap is shown."""

GEOJSON_SOURCES = {
    "land": "land.geojson",
    "focus": "central_asia.geojson",
    "rivers": "rivers.geojson",
    "lakes": "lakes.geojson",
    "boundaries": "boundaries.geojson",
    "places": "places.geojson",
    "countries": "country_labels.geojson",
    "nature": "nature_labels.geojson",
}
"""Source (without its prefix) -> file of `geodata/basemap/`."""

FONTS = "system-ui, 'Segoe UI', 'Noto Sans', 'PingFang SC', 'Noto Sans SC', 'Microsoft YaHei', sans-serif"

COLOURS = {
    "light": {
        "water": TOKENS["light"]["water"],
        "coast_glow": "#E6F1F6",
        "coast": "#A3BFCD",
        "land": "#F1EDE3",
        "focus": "#FFFEFA",
        "lake": "#C9DDE7",
        "lake_edge": "#A6C3D2",
        "river": "#9DBFD2",
        "boundary": "#A79F93",
        "boundary_focus": "#8B7F70",
        "disputed": "#B5A48F",
        "dot": "#5C636B",
        "dot_ring": "#FFFFFF",
        "halo": TOKENS["light"]["label-halo"],
        "country": "#8D8577",
        "country_focus": "#5A4B36",
        "capital": "#262B31",
        "place": TOKENS["light"]["label"],
        "small": "#5F666E",
        "water_name": "#5A8CA6",
        "land_name": "#9A8B75",
    },
    "dark": {
        "water": TOKENS["dark"]["water"],
        "coast_glow": "#1A2733",
        "coast": "#33475A",
        "land": "#0B1621",
        "focus": "#18293C",
        "lake": "#0E1720",
        "lake_edge": "#34495B",
        "river": "#365468",
        "boundary": "#465362",
        "boundary_focus": "#6B7A8B",
        "disputed": "#5A5F5E",
        "dot": "#9AA6B3",
        "dot_ring": "#10161D",
        "halo": "#12181F",
        "country": "#8895A3",
        "country_focus": "#D6CDB8",
        "capital": "#EEF2F6",
        "place": TOKENS["dark"]["label"],
        "small": "#97A3AF",
        "water_name": "#5D86A2",
        "land_name": "#85807A",
    },
}
"""Theme -> colour of every part of the basemap."""

RELIEF_PAINT = {
    "light": {
        "raster-brightness-min": 0.42,
        "raster-brightness-max": 1.0,
        "raster-saturation": 0.15,
        "raster-contrast": 0.08,
    },
    "dark": {
        "raster-brightness-min": 0.0,
        "raster-brightness-max": 0.24,
        "raster-saturation": -0.9,
        "raster-contrast": 0.4,
    },
}
RELIEF_OPACITY = {"light": 0.60, "dark": 0.62}


def basemap_layers(
    theme: str, language: str, base_url: str = "/basemap", relief: str = "relief.webp"
) -> tuple[dict, list]:
    """Give the sources and layers of the basemap, from the bottom up.

    `theme` is "light" or "dark", `language` "en", "ru" or "zh"; `base_url` is the address of the basemap's folder,
    without a slash at its end; `relief` may name the smaller picture.
    """
    colours = COLOURS[theme]
    layers = [
        {"id": BASE + "water", "type": "background", "paint": {"background-color": colours["water"]}},
        *land_layers(theme, colours),
        *water_layers(colours),
        *boundary_layers(colours),
        place_dots(colours),
        *name_layers(language),
    ]
    return basemap_sources(base_url, relief), layers


def basemap_sources(base_url: str, relief: str) -> dict:
    """Give the sources of the basemap by id."""
    sources = {
        BASE + name: {"type": "geojson", "data": f"{base_url}/{file}", "maxzoom": 10, "tolerance": 0.5, "buffer": 64}
        for name, file in GEOJSON_SOURCES.items()
    }
    sources[BASE + "relief"] = {"type": "image", "url": f"{base_url}/{relief}", "coordinates": RELIEF_COORDINATES}
    return sources


def by_zoom(*stops: tuple[float, object]) -> list:
    """Give a linear interpolation over zoom from (zoom, value) pairs."""
    return ["interpolate", ["linear"], ["zoom"], *(part for stop in stops for part in stop)]


def shown_at_zoom() -> list:
    """Give the filter that keeps features from their `min_zoom` on; tiles have whole zooms, hence the half."""
    return ["<=", ["get", "min_zoom"], ["+", ["zoom"], 0.5]]


def named(language: str, style: str | list) -> list:
    """Give the expression for the image id of a feature's name in a language, English where there is none."""
    local = [] if language == "en" else [["get", f"name_{language}"]]
    prefix = ["concat", "text|", style, "|"] if isinstance(style, list) else f"text|{style}|"
    return ["concat", prefix, ["coalesce", *local, ["get", "name"], ["get", "name_en"], ""]]


def line(name: str, source: str, paint: dict, **more) -> dict:
    """Make a line layer; the lines are too thin for round joins, which would cost twice the triangles."""
    return {"id": BASE + name, "type": "line", "source": BASE + source, "paint": paint, **more}


def land_layers(theme: str, colours: dict) -> list[dict]:
    """Make land with a pale shelf around it, the five states in a clearer tone, and the relief upon both."""
    glow = {
        "line-color": colours["coast_glow"],
        "line-width": by_zoom((2, 3), (5, 9), (9, 18)),
        "line-blur": by_zoom((2, 2), (5, 6), (9, 12)),
    }
    opacity = RELIEF_OPACITY[theme]
    fading = by_zoom((2, opacity), (5.5, opacity), (7.5, opacity * 0.5), (10, opacity * 0.2))
    relief_paint = RELIEF_PAINT[theme] | {"raster-opacity": fading, "raster-fade-duration": 0}
    return [
        line("coast-glow", "land", glow),
        {"id": BASE + "land", "type": "fill", "source": BASE + "land", "paint": {"fill-color": colours["land"]}},
        {"id": BASE + "focus", "type": "fill", "source": BASE + "focus", "paint": {"fill-color": colours["focus"]}},
        {"id": BASE + "relief", "type": "raster", "source": BASE + "relief", "paint": relief_paint},
        line("coast", "land", {"line-color": colours["coast"], "line-width": by_zoom((2, 0.4), (6, 0.8), (9, 1.2))}),
    ]


def water_layers(colours: dict) -> list[dict]:
    """Make rivers and lakes."""
    width = [
        "interpolate",
        ["linear"],
        ["zoom"],
        3,
        ["interpolate", ["linear"], ["get", "scalerank"], 1, 0.8, 6, 0.4],
        9,
        ["interpolate", ["linear"], ["get", "scalerank"], 1, 2.6, 9, 1.1],
    ]
    return [
        line("rivers", "rivers", {"line-color": colours["river"], "line-width": width}, filter=shown_at_zoom()),
        {
            "id": BASE + "lakes",
            "type": "fill",
            "source": BASE + "lakes",
            "filter": shown_at_zoom(),
            "paint": {"fill-color": colours["lake"]},
        },
        line(
            "lake-edges",
            "lakes",
            {"line-color": colours["lake_edge"], "line-width": by_zoom((3, 0.4), (9, 1))},
            filter=shown_at_zoom(),
        ),
    ]


def boundary_layers(colours: dict) -> list[dict]:
    """Make land boundaries: dashed, those of the five states firmer, disputed ones dotted."""
    agreed, disputed = ["==", ["get", "disputed"], 0], ["==", ["get", "disputed"], 1]
    colour = ["case", ["==", ["get", "focus"], 1], colours["boundary_focus"], colours["boundary"]]
    width = by_zoom((2, 0.6), (5, 1.0), (9, 1.8))
    return [
        line(
            "boundaries",
            "boundaries",
            {"line-color": colour, "line-width": width, "line-dasharray": [4, 1.6]},
            filter=agreed,
        ),
        line(
            "boundaries-disputed",
            "boundaries",
            {"line-color": colours["disputed"], "line-width": width, "line-dasharray": [1, 2]},
            filter=disputed,
        ),
    ]


def place_dots(colours: dict) -> dict:
    """Make the dots of places; capitals are larger."""
    capital = ["==", ["get", "capital"], 1]
    return {
        "id": BASE + "place-dots",
        "type": "circle",
        "source": BASE + "places",
        "filter": shown_at_zoom(),
        "paint": {
            "circle-color": colours["dot"],
            "circle-stroke-color": colours["dot_ring"],
            "circle-radius": [
                "interpolate",
                ["linear"],
                ["zoom"],
                3,
                ["case", capital, 2.4, 1.4],
                8,
                ["case", capital, 4.2, 2.6],
            ],
            "circle-stroke-width": ["case", capital, 1.4, 0.8],
        },
    }


SIDE_OFFSETS = [["literal", [5, 0]], ["literal", [-5, 0]], ["literal", [0, -1]]]
"""Pixels right and down from the dot for names right of it, left of it and above it."""


def side(right, left, above) -> list:
    """Give the expression that picks a value by the side of the dot on which a name stands."""
    return ["match", ["coalesce", ["get", "side"], ""], "left", left, "above", above, right]


def name_layer(name: str, source: str, image: list, sort_key, filter_: list, **layout) -> dict:
    """Make a layer of names; lower sort keys win."""
    settings = {"icon-image": image, "icon-padding": 1, "symbol-sort-key": sort_key} | layout
    return {"id": BASE + name, "type": "symbol", "source": BASE + source, "filter": filter_, "layout": settings}


def name_layers(language: str) -> list[dict]:
    """Make the names, those that give way first: nature, places, countries."""
    nature_style = [
        "match",
        ["get", "kind"],
        ["sea", "lake", "river"],
        ["concat", BASE, ["get", "kind"]],
        BASE + "land",
    ]
    in_range = ["all", shown_at_zoom(), [">=", ["get", "max_zoom"], ["zoom"]]]
    place_style = [
        "case",
        ["all", ["==", ["get", "capital"], 1], FOCUS],
        BASE + "capital",
        ["<=", ["get", "min_zoom"], 4.5],
        BASE + "city",
        BASE + "town",
    ]
    country_style = ["case", ["==", ["get", "focus"], 1], BASE + "focus", BASE + "country"]
    place_rank = ["-", ["get", "min_zoom"], ["get", "capital"]]
    countries = name_layer(
        "country-names",
        "countries",
        named(language, country_style),
        ["get", "rank"],
        ["<=", ["get", "min_zoom"], ["+", ["zoom"], 1]],
        **{"icon-padding": 6},
    )
    return [
        name_layer(
            "nature-names",
            "nature",
            named(language, nature_style),
            ["get", "min_zoom"],
            in_range,
            **{"icon-padding": 8},
        ),
        name_layer(
            "place-names",
            "places",
            named(language, place_style),
            place_rank,
            shown_at_zoom(),
            **{"icon-anchor": side("left", "right", "bottom-left"), "icon-offset": side(*SIDE_OFFSETS)},
        ),
        countries | {"maxzoom": 7.2},
    ]


def text_styles(theme: str) -> dict[str, dict]:
    """Tell how each kind of name is written: CSS font, colours, sizes in CSS pixels."""
    colours = COLOURS[theme]

    def look(font: str, colour: str, **more) -> dict:
        return {
            "font": f"{font} {FONTS}",
            "color": colours[colour],
            "halo": colours["halo"],
            "haloWidth": 1.6,
            "upper": False,
            "letterSpacing": 0,
            "lineHeight": 13,
            "maxWidth": 220,
            "align": "left",
        } | more

    middle = {"align": "center"}
    return {
        BASE + "focus": look(
            "600 13px",
            "country_focus",
            upper=True,
            letterSpacing=1.8,
            lineHeight=18,
            maxWidth=190,
            haloWidth=2,
            **middle,
        ),
        BASE + "country": look(
            "500 11px", "country", upper=True, letterSpacing=1.2, lineHeight=15, maxWidth=130, **middle
        ),
        BASE + "capital": look("600 13px", "capital", lineHeight=15),
        BASE + "city": look("500 12px", "place"),
        BASE + "town": look("400 11px", "small"),
        BASE + "sea": look(
            "italic 400 13px",
            "water_name",
            letterSpacing=1.2,
            lineHeight=17,
            maxWidth=80,
            halo=colours["water"],
            haloWidth=1,
            **middle,
        ),
        BASE + "lake": look("italic 400 11px", "water_name", lineHeight=13, maxWidth=80, **middle),
        BASE + "river": look("italic 400 11px", "water_name", letterSpacing=0.4, **middle),
        BASE + "land": look(
            "italic 400 11.5px", "land_name", letterSpacing=1.6, lineHeight=15, haloWidth=1.2, **middle
        ),
    }
