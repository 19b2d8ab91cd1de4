"""Every colour and every line of the atlas, in one table.

The map, the legend, the lists, the charts and the printed map read this module; no other file holds a
colour of a sector, a status or a line. Two themes: "light" and "dark". No Dash and no Flask here.

The sector colours were tuned together so that no two come closer than 9 (CIEDE2000) for readers with
deuteranopia or protanopia (Machado et al. 2009, full severity) and 20 for all others; the first sketch
had pairs at 1. Icons and labels carry the sector too.
"""

from dataclasses import dataclass

THEMES = ("light", "dark")

TOKENS = {
    "light": {
        "surface": "#FFFFFF", "surface-2": "#F6F5F2", "surface-3": "#ECEAE5", "overlay": "#FFFFFFEB",
        "text": "#1F252B", "text-2": "#565E67", "text-3": "#687079", "line": "#DDDAD3", "line-strong": "#B9B6AE",
        "accent": "#24508F", "accent-soft": "#E4ECF7", "on-accent": "#FFFFFF", "focus": "#24508F",
        "warning": "#8A5A00", "warning-soft": "#FBF1DC", "shadow": "0 1px 2px #1F252B1A, 0 4px 16px #1F252B1F",
        "land": "#F5F2EB", "water": "#CFE1EA", "label": "#3A3F45", "label-halo": "#FFFFFF",
    },
    "dark": {
        "surface": "#1B222B", "surface-2": "#222B36", "surface-3": "#2C3744", "overlay": "#1B222BF0",
        "text": "#E6EBF1", "text-2": "#A9B4C0", "text-3": "#8D98A5", "line": "#323D4A", "line-strong": "#4A5766",
        "accent": "#7FB0FF", "accent-soft": "#23344F", "on-accent": "#0F151C", "focus": "#7FB0FF",
        "warning": "#F0C163", "warning-soft": "#3A3122", "shadow": "0 1px 2px #00000066, 0 4px 16px #00000059",
        "land": "#1B222B", "water": "#0F151C", "label": "#C9D1DA", "label-halo": "#0F151C",
    },
}

# Group -> the three-digit DAC sectors it stands for, in the order of the legend.
SECTOR_GROUPS = {
    "transport": ("210",),
    "energy": ("230",),
    "industry": ("320",),
    "agriculture": ("310",),
    "communications": ("220",),
    "finance": ("240", "250", "330"),
    "education": ("110",),
    "health": ("120", "160"),
    "water": ("140", "410", "740"),
    "other": ("150", "430", "998"),
}
GROUP_OF_SECTOR = {code: group for group, codes in SECTOR_GROUPS.items() for code in codes}

GROUP_COLOURS = {
    "light": {
        "transport": "#2170C0", "energy": "#DB7F05", "industry": "#6F4122", "agriculture": "#55A063",
        "communications": "#54409E", "finance": "#1A5750", "education": "#AD4A7C", "health": "#D2402F",
        "water": "#1E9FBE", "other": "#8C8F97",
    },
    "dark": {
        "transport": "#5A9BF2", "energy": "#F2BE2E", "industry": "#D67B3C", "agriculture": "#82D69B",
        "communications": "#8B66CF", "finance": "#33817B", "education": "#CB82A6", "health": "#D43E48",
        "water": "#3CCBEA", "other": "#C3C7CE",
    },
}
SECTOR_COLOURS = {
    theme: {code: colours[group] for code, group in GROUP_OF_SECTOR.items()}
    for theme, colours in GROUP_COLOURS.items()
}


@dataclass(frozen=True)
class StatusLook:
    """How a group of statuses is drawn.

    `dash`: lengths of dash and gap in widths of the line, None for solid. `fade`: opacity of a line.
    `disc`: "solid", "ringed" (solid in a broken ring; half a dot far out), "hollow" or "struck" (grey, crossed out).
    """

    statuses: tuple[str, ...]
    dash: tuple[float, ...] | None
    fade: float
    disc: str
    grey: bool = False


STATUS_LOOKS = {
    "built": StatusLook(("operational",), None, 1.0, "solid"),
    "building": StatusLook(("under_construction",), (3.4, 1.6), 1.0, "ringed"),
    "planned": StatusLook(("agreed", "proposed"), (1.4, 1.5), 0.75, "hollow"),
    "stopped": StatusLook(("suspended", "cancelled"), (1.0, 2.4), 0.8, "struck", grey=True),
}
LOOK_OF_STATUS = {status: name for name, look in STATUS_LOOKS.items() for status in look.statuses}
STOPPED_COLOURS = {"light": "#9A9EA6", "dark": "#6F7985"}


@dataclass(frozen=True)
class LineLook:
    """How a kind of line is drawn. `weight`: width against a road's.

    `form`: "plain", "ticked" (a railway's sleepers), "beaded" (a power line's masts), "dotted"
    (no ground is touched) or "band" (wide and pale: a direction rather than a way).
    """

    layer: str
    light: str
    dark: str
    weight: float
    form: str = "plain"

    def colour(self, theme: str) -> str:
        """The line's colour in a theme."""
        return self.light if theme == "light" else self.dark


# From the bottom of the map to the top.
LINE_LOOKS = {
    "corridor": LineLook("routes", "#5E8FC9", "#4A78B5", 4.5, "band"),
    "sea_route": LineLook("routes", "#2B5F94", "#7FB3E6", 1.1, "dotted"),
    "air_route": LineLook("routes", "#7A6A9B", "#B3A4D6", 0.9, "dotted"),
    "road": LineLook("routes", "#2F72B8", "#6BA6EE", 1.0),
    "railway": LineLook("routes", "#2E343B", "#AAB5C1", 0.65, "ticked"),
    "products_pipeline": LineLook("pipelines", "#96603A", "#D9B48F", 0.65),
    "oil_pipeline": LineLook("pipelines", "#33241A", "#B78D68", 1.0),
    "gas_pipeline": LineLook("pipelines", "#E08A00", "#FFB52E", 1.0),
    "transmission_line": LineLook("powerlines", "#7B4CC2", "#B795F5", 0.5, "beaded"),
}

# Outline of the chosen and of the pointed-at record, which no line or sector comes near; the line around
# that outline in print; and the edge that lifts lines off the relief.
HALO_COLOURS = {"light": "#E3187D", "dark": "#FFFFFF"}
RING_COLOURS = {"light": "#1F252B", "dark": "#FFFFFF"}
CASING_COLOURS = {"light": "#FFFFFF", "dark": "#0B1016"}

PRECISE = ("exact", "near")
ROUGH_COURSES = ("sketched", "endpoints")


def css_tokens(theme: str) -> str:
    """The theme's custom properties as CSS declarations, one a line: surfaces, sectors, lines."""
    tokens = dict(TOKENS[theme])
    tokens |= {f"sector-{group}": colour for group, colour in GROUP_COLOURS[theme].items()}
    tokens |= {f"sector-{code}": colour for code, colour in SECTOR_COLOURS[theme].items()}
    tokens |= {f"line-{kind}": look.colour(theme) for kind, look in LINE_LOOKS.items()}
    tokens |= {"stopped": STOPPED_COLOURS[theme], "halo": HALO_COLOURS[theme]}
    return "\n".join(f"--{name}: {value};" for name, value in tokens.items())


def legend_items(records_present) -> list[dict]:
    """What the legend shows for these records, in order: only what is there.

    `records_present`: mappings with `kind`, `sector`, `status`, `precision` and `accuracy`. Each item has `group`
    ("sectors", "lines", "statuses" or "places"), `code`, the `codes` it stands for, and `symbol`, whose
    colour is a CSS custom property; words are the caller's.
    """
    seen = {name: {record.get(name) for record in records_present}
            for name in ("kind", "sector", "status", "precision", "accuracy")}
    point_sectors = {record.get("sector") for record in records_present if record.get("kind") not in LINE_LOOKS}
    items = [_item("sectors", group, codes, shape="disc", disc="solid", colour=f"var(--sector-{group})")
             for group, codes in SECTOR_GROUPS.items() if point_sectors & set(codes)]
    items += [_item("lines", kind, (kind,), shape="line", form=look.form, weight=look.weight,
                    dash=None, colour=f"var(--line-{kind})")
              for kind, look in reversed(LINE_LOOKS.items()) if kind in seen["kind"]]
    items += [_item("statuses", name, look.statuses, shape="status", disc=look.disc, dash=look.dash,
                    colour="var(--stopped)" if look.grey else "var(--text-2)")
              for name, look in STATUS_LOOKS.items() if seen["status"] & set(look.statuses)]
    rough = tuple(sorted(filter(None, seen["precision"] - set(PRECISE))))
    sketchy = tuple(code for code in ROUGH_COURSES if code in seen["accuracy"])
    return (items + ([_item("places", "rough", rough, shape="reach", colour="var(--text-3)")] if rough else [])
            + ([_item("places", "course", sketchy, shape="course", colour="var(--text-3)")] if sketchy else []))


def _item(group, code, codes, **symbol):
    return {"group": group, "code": code, "codes": list(codes), "symbol": symbol}
