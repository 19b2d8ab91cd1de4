"""A clean frame with what filtering needs worked out once."""

import numpy as np
import pandas as pd
import pytest

from geodata.errors import UnknownRecordError
from geodata.records import is_known, plain_number

ORGANISATIONS = {"cnpc": {"name": "China National Petroleum Corporation", "short": "CNPC", "name_zh": "中国石油"},
                 "adb": {"name": "Asian Development Bank"}}


@pytest.fixture(scope="module")
def records(make_records):
    return make_records(
        {"id": "dam", "name": "Türgün dam", "name_ru": "Плотина", "place": "Altai", "countries": ["KAZ", "KGZ"],
         "year_completed": 2021, "cost_usd_million": 31.5},
        {"id": "field", "kind": "oil_gas_field", "countries": ["TKM"], "chinese_parties": [{"id": "cnpc"}]},
        {"id": "line", "at": [(64.0, 39.0), (80.0, 44.0)], "kind": "road", "countries": ["KAZ"],
         "chinese_parties": [{"id": "cnpc"}], "financiers": [{"id": "adb"}]},
        organisations=ORGANISATIONS)


def test_a_record_is_found_by_its_id(records):
    assert len(records) == 3
    assert "dam" in records
    assert "dams" not in records
    assert (records.position("line"), records.row("field")["kind"]) == (2, "oil_gas_field")


def test_an_unknown_id_says_so(records):
    for ask in (records.row, records.position):
        with pytest.raises(UnknownRecordError) as error:
            ask("nothing")
        assert str(error.value) == "No record has the id 'nothing'."


@pytest.mark.parametrize(("column", "chosen", "expected"), [
    ("countries", ["KAZ"], [True, False, True]), ("countries", ["KGZ", "TKM"], [True, True, False]),
    ("countries", [], [False, False, False]), ("countries", ["FRA"], [False, False, False]),
    ("kind", ["power_plant", "road"], [True, False, True]), ("parties", ["adb"], [False, False, True]),
    ("subsector", ["23230"], [False, False, False]),
])
def test_rows_with_any_of_the_codes(records, column, chosen, expected):
    assert records.coded(column).has_any(chosen).tolist() == expected


def test_counting_codes_of_the_kept_rows(records):
    keep = np.array([True, False, True])
    assert records.coded("countries").count(keep) == {"KAZ": 2, "KGZ": 1}
    assert records.coded("kind").count(keep) == {"road": 1, "power_plant": 1}
    assert records.coded("parties").count(~keep) == {"cnpc": 1}
    assert records.coded("parties").count(np.zeros(3, dtype=bool)) == {}


def test_a_column_without_any_code_counts_nothing(make_records):
    records = make_records({"id": "dam"})
    assert records.coded("parties").count(np.array([True])) == {}
    assert records.coded("parties").has_any(["cnpc"]).tolist() == [False]


def test_numbers_are_floats_with_gaps(records):
    np.testing.assert_equal(records.numbers("year_completed"), [2021, np.nan, np.nan])
    np.testing.assert_equal(records.numbers("cost_usd_million"), [31.5, np.nan, np.nan])
    np.testing.assert_equal(records.numbers("in_brief"), [0, 0, 0])


@pytest.mark.parametrize(("word", "expected"), [
    ("turgun", [True, False, False]), ("плотина", [True, False, False]), ("altai", [True, False, False]),
    ("petroleum", [False, True, True]), ("中国石油", [False, True, True]), ("cnpc", [False, True, True]),
    ("field", [False, True, False]), ("it exists", [False, False, False]), ("a.*a", [False, False, False]),
])
def test_search_looks_into_names_places_and_organisations(records, word, expected):
    assert records.text_contains(word).tolist() == expected


def test_bounds_and_taking(records):
    assert records.bounds[2].tolist() == [64, 39, 80, 44]
    assert records.take(np.array([False, True, False]))["id"].tolist() == ["field"]


def test_within_a_distance_of_a_record_includes_it(records):
    assert records.within_km("dam", 1).tolist() == [True, True, False]
    assert records.within_km("dam", 500).tolist() == [True, True, True]


@pytest.mark.parametrize("value", [None, pd.NA, float("nan"), ""])
def test_what_is_not_known(value):
    assert not is_known(value)
    assert plain_number(value) is None


@pytest.mark.parametrize("value", [0, False, "0", (), 2013])
def test_what_is_known(value):
    assert is_known(value)


@pytest.mark.parametrize(("value", "plain"), [(np.int32(2013), 2013), (24.9, 24.9), (15.0, 15), (np.float64(0), 0)])
def test_plain_numbers(value, plain):
    assert (plain_number(value), type(plain_number(value))) == (plain, type(plain))
