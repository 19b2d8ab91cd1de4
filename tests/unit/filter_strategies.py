"""Random filters for Hypothesis: any FilterSpec that an address can say."""

import math

import shapely
from hypothesis import assume
from hypothesis import strategies as st

from geodata.codes import CODE_LISTS
from geodata.filters import FILTERS, MAX_TEXT, YEAR_OF, AnyOf, Area, Bounds, FilterSpec, Near

CODES = {f.param: f.codes for f in FILTERS if isinstance(f, AnyOf) and f.codes != "party"}


def some_of(values, most=4):
    """A sorted tuple of a few of the values, without repeats."""
    return st.sets(st.sampled_from(sorted(values)), max_size=most).map(lambda chosen: tuple(sorted(chosen)))


def bounds(numbers):
    """None, or a range with at least one end."""
    ends = st.tuples(numbers | st.none(), numbers | st.none()).filter(any_end)
    return st.none() | ends.map(lambda pair: Bounds(*(sorted(pair) if None not in pair else pair)))


def any_end(pair):
    return pair != (None, None)


def thousandths(low, high):
    """Numbers with up to three decimals."""
    return st.integers(low * 1000, high * 1000).map(lambda n: n / 1000)


@st.composite
def boxes(draw):
    """west, south, east, north with a micro-degree or more between the sides."""
    west, east = sorted(draw(st.sets(st.integers(-180_000_000, 180_000_000), min_size=2, max_size=2)))
    south, north = sorted(draw(st.sets(st.integers(-90_000_000, 90_000_000), min_size=2, max_size=2)))
    west, south, east, north = (n / 1e6 for n in (west, south, east, north))
    return Area(((west, south), (east, south), (east, north), (west, north)))


@st.composite
def polygons(draw):
    """Polygons of 3 to 8 corners that do not cross themselves."""
    lon, lat = draw(thousandths(-150, 150)), draw(thousandths(-60, 60))
    turns = sorted(draw(st.sets(st.integers(0, 35), min_size=3, max_size=8)))
    radii = draw(st.lists(st.integers(1, 29), min_size=len(turns), max_size=len(turns)))
    area = Area(tuple((round(lon + r * math.cos(math.radians(10 * turn)), 5),
                       round(lat + r * math.sin(math.radians(10 * turn)), 5))
                      for turn, r in zip(turns, radii, strict=True)))
    assume(shapely.is_valid(shapely.Polygon(area.ring)))
    return area


def texts():
    """Free text as the filter keeps it: single spaces, any script."""
    return st.text(st.characters(exclude_categories=["Cs"]), max_size=MAX_TEXT).map(lambda t: " ".join(t.split()))


def specs(parties=("cnpc", "tbea"), records=("khorgos-dry-port",), codes=None, text=None):
    """Any FilterSpec over these organisations and record ids; about half of the choices are not made.

    `codes` narrows code lists, by their name; `text` is where the free text comes from.
    """
    codes = CODE_LISTS | (codes or {})

    def maybe(strategy, default):
        return st.just(default) | strategy
    return st.builds(
        FilterSpec, **{param: maybe(some_of(codes[name]), ()) for param, name in CODES.items()},
        year=bounds(st.integers(1950, 2060)), year_of=st.sampled_from(YEAR_OF), undated=st.booleans(),
        cost=bounds(thousandths(0, 10_000)), party=maybe(some_of(parties), ()), brief=st.booleans(),
        q=maybe(texts() if text is None else text, ""), area=st.none() | boxes() | polygons(),
        near=st.none() | st.builds(Near, st.sampled_from(records), thousandths(1, 5000)),
        ids=maybe(some_of(records), ()))
