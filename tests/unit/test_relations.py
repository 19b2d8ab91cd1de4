"""Which records belong together."""

import pytest

from geodata.errors import UnknownRecordError
from geodata.relations import find_related


@pytest.fixture(scope="module")
def records(make_records):
    """A corridor with two sections; a park, its neighbour at 2 km, a third at 12 km, and a line beside them."""
    return make_records(
        {"id": "corridor", "at": [(70.0, 42.0), (72.0, 42.0)], "kind": "road"},
        {"id": "section-b", "at": [(71.0, 42.0), (72.0, 42.0)], "kind": "road", "parent": "corridor"},
        {"id": "section-a", "at": [(70.0, 42.0), (71.0, 42.0)], "kind": "road", "parent": "corridor"},
        {"id": "park", "at": (70.0, 42.0)}, {"id": "neighbour", "at": (70.024, 42.0)},
        {"id": "third", "at": (70.145, 42.0)},
        {"id": "workshop", "at": (80.0, 50.0), "parent": "park"})


@pytest.mark.parametrize(("record", "parent", "sections", "place"), [
    ("corridor", [], ["section-a", "section-b"], []),
    ("section-a", ["corridor"], [], []),
    ("park", [], ["workshop"], ["neighbour"]),
    ("neighbour", [], [], ["park"]),
    ("third", [], [], []),
    ("workshop", ["park"], [], []),
])
def test_parents_sections_and_places(records, record, parent, sections, place):
    related = find_related(records, record)
    assert {kind: [row["id"] for row in rows] for kind, rows in related.items()} == {
        "parent": parent, "sections": sections, "place": place}


def test_an_unknown_record_has_no_relations(records):
    with pytest.raises(UnknownRecordError):
        find_related(records, "nothing")
