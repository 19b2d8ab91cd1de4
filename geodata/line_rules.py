"""Rules for the course of a line: its length against the stated one, its legs, and how well it is known.

Each rule has a table of the lines that break it and why; an entry that is no longer needed fails a test. Nothing
here repairs a line. Distances are geodesic kilometres (WGS 84).
"""

from __future__ import annotations

import numpy as np
import shapely

from geodata.codes import REGION
from geodata.geometry import leg_lengths_km, length_km

LENGTH_RATIO = (0.8, 1.1)
LONGEST_LEG_KM = 60
TRACED_MEDIAN_KM, TRACED_LONGEST_KM = 30, 80
_FARTHEST_KM = 1e6  # beyond it a stated length is a wrong number, which another rule names
_OPEN_KINDS = ("sea_route", "air_route")

_BENDS = "mountain road or railway: its loops are smaller than the distance between the points"
_PART = "the stated length is that of the part rebuilt, the line shows the whole road"
LENGTH_EXCEPTIONS = {
    "aktobe-atyrau-astrakhan-road": _PART,
    "angren-pap-railway": _BENDS,
    "balykchy-kochkor-kara-keche-railway": _BENDS,
    "bishkek-naryn-torugart-road": _BENDS,
    "dushanbe-kulob-khorog-kulma-road": _BENDS,
    "karakoram-highway": _BENDS,
    "karamay-tacheng-railway": "no station between Baikouquan and Tiechanggou is known to us",
    "north-south-alternative-road": _BENDS,
    "obigarm-nurobod-road": _BENDS,
}

_STEPPE = "desert or steppe: no settlement or station whose place is known lies on the leg"
_TRUNK = "pipeline: its course between stations and towns is not published; drawn straight"
_GRID = "power line: its course between substations is not published; drawn straight"
_PLAN = "planned, under way or given up: the course is not published"
_CORRIDOR = "runs on the tracks and roads of other records, across the same desert or steppe"
LEG_EXCEPTIONS = {
    **dict.fromkeys((
        "atasu-alashankou", "beineu-bozoy-shymkent", "bukhara-ural", "cagp-line-a", "cagp-line-b", "cagp-line-c",
        "central-asia-center-east", "central-asia-center-west", "cpc-tengiz-novorossiysk",
        "karakoin-atasu", "kenkiyak-kumkol", "korpeje-kordkuy", "kumkol-karakoin",
        "omsk-pavlodar-shymkent-turkmenabat", "saryarka-gas-pipeline", "tapi", "turkmenistan-east-west",
        "uzen-atyrau-samara"), _TRUNK),
    **dict.fromkeys((
        "datka-kemin-500kv", "kaz-karabatan-ulke-500kv", "kaz-north-east-south-500kv-1",
        "kaz-north-east-south-500kv-2", "kaz-north-south-500kv-second", "kaz-shu-zhambyl-shymkent-500kv",
        "kaz-west-220kv", "tap-500"), _GRID),
    **dict.fromkeys((
        "ashgabat-turkmenabat-motorway", "astana-almaty-high-speed-railway", "bakhty-ayagoz-railway",
        "beineu-saksaulsky-road", "eskene-kuryk", "kaz-china-ekibastuz-hami", "kaz-hvdc-north-south",
        "ks14-kostanay", "kyrgyz-china-torugart", "moyinty-kyzylzhar-railway"), _PLAN),
    **dict.fromkeys((
        "a380-guzar-bukhara-nukus-beyneu", "aksu-konechnaya-railway", "aktau-beineu-kuryk-road",
        "aktobe-atyrau-astrakhan-road", "arkalyk-shubarkol-railway", "bukhara-urgench-khiva-railway",
        "center-east-astana-ust-kamenogorsk", "center-south-astana-almaty", "center-west-astana-irgiz",
        "dostyk-moyinty-second-track", "kyzylorda-zhezkazgan-karaganda-road", "kz-hw-almaty-astana-petropavl",
        "kz-hw-astana-kostanay-chelyabinsk", "kz-hw-astrakhan-atyrau-aktau-tkm",
        "kz-hw-omsk-pavlodar-semey-maykapshagay", "kz-hw-shymkent-aktobe-uralsk-samara",
        "kz-hw-western-europe-western-china", "kz-rail-north-south", "kz-rail-tar-central", "kz-rail-tar-northern",
        "kz-rail-tar-southern", "kz-rail-traceca", "mashhad-sarakhs-tejen-railway",
        "taldykorgan-ust-kamenogorsk-road", "uzen-bereket-gorgan-railway", "zhezkazgan-beineu-railway"), _STEPPE),
    **dict.fromkeys((
        "carec-corridor-1", "carec-corridor-2", "carec-corridor-3", "carec-corridor-6",
        "china-central-asia-west-asia-corridor", "china-iran-freight-train",
        "china-railway-express-via-kazakhstan", "instc-eastern-branch",
        "new-eurasian-land-bridge", "trans-caspian-middle-corridor"), _CORRIDOR),
}


def line_accuracy(line) -> str:
    """The accuracy class of a line by its legs; `surveyed` is never inferred.

    *endpoints*: two points. *traced*: half of the legs are 30 km or shorter, and none is longer than 80 km.
    *sketched*: all others. What each class means on the ground is in docs/methods.md.
    """
    legs = leg_lengths_km(line)
    if len(legs) == 1:
        return "endpoints"
    traced = np.median(legs) <= TRACED_MEDIAN_KM and legs.max() <= TRACED_LONGEST_KM
    return "traced" if traced else "sketched"


def region_area(countries):
    """The five states of Central Asia as one prepared polygon; `countries`: polygons by alpha-3 code."""
    area = shapely.union_all(countries.geometry.loc[[code for code in REGION if code in countries.index]].to_numpy())
    shapely.prepare(area)
    return area


def is_listed(row, table) -> bool:
    """Whether a table of exceptions names the row."""
    return isinstance(row["id"], str) and row["id"] in table


def check_length(row):
    """A stated length above zero, and the drawn one at 0.8 to 1.1 of it; yields (field, text)."""
    if row["length_km"] == 0 and not isinstance(row["length_km"], bool):
        yield "length_km", "is zero; leave it out if it is not known."
    elif (text := odd_length(row)) and not is_listed(row, LENGTH_EXCEPTIONS):
        yield "length_km", f"{text} Correct the line, or give the reason in LENGTH_EXCEPTIONS (line_rules.py)."


def odd_length(row) -> str | None:
    """Words about a line drawn much shorter or longer than stated; None for all others."""
    stated, (low, high) = row["length_km"], LENGTH_RATIO
    if not isinstance(stated, int | float) or not 0 < stated < _FARTHEST_KM:
        return None
    drawn = length_km(row["geometry"])
    if low <= drawn / stated <= high:
        return None
    return f"drawn {drawn:.0f} km, stated {stated:.0f} km (ratio {drawn / stated:.2f}, usual {low}-{high})."


def check_accuracy(row):
    """The stored accuracy is what the legs of the line say; yields (field, text)."""
    accuracy, expected = row["accuracy"], line_accuracy(row["geometry"])
    if isinstance(accuracy, str) and accuracy not in ("surveyed", expected):
        yield "accuracy", f"is {accuracy!r}; the legs of the line make it {expected!r} (see line_rules.py)."


def check_legs(region, row):
    """No leg in Central Asia is longer than 60 km, at sea and in the air excepted; yields (field, text)."""
    if row["kind"] in _OPEN_KINDS or is_listed(row, LEG_EXCEPTIONS):
        return
    for start, length in long_legs(region, row["geometry"]):
        yield "geometry", (f"the leg from {start[0]:.2f}, {start[1]:.2f} is {length:.0f} km long; add the places "
                           "between, or give the reason in LEG_EXCEPTIONS (line_rules.py).")


def long_legs(region, line) -> list[tuple]:
    """Legs over 60 km whose middle lies in the region: ((longitude, latitude) of their start, kilometres)."""
    legs, points = leg_lengths_km(line), shapely.get_coordinates(line)
    middles = shapely.points((points[:-1] + points[1:]) / 2)
    return [(tuple(points[i]), legs[i]) for i in np.flatnonzero(legs > LONGEST_LEG_KM)
            if shapely.intersects(region, middles[i])]
