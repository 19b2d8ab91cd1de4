"""Each column is described once, and completely."""

import re

import pytest

from geodata.codes import CODE_LISTS, LAYERS
from geodata.columns import CODE, CODES, COLUMN, COLUMNS, INTEGER, PARTIES, STORED, column_label
from geodata.wording import LANGUAGES

every_column = pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)


def test_names_are_unique():
    assert len(COLUMN) == len(COLUMNS)


@every_column
def test_a_column_has_a_name_labels_and_help(column):
    assert re.fullmatch(r"[a-z]+(_[a-z]+)*", column.name)
    assert list(column.label) == list(LANGUAGES)
    assert all(column.label.values())
    assert column.help.endswith(".")
    assert set(column.layers) <= set(LAYERS)


@every_column
def test_a_column_of_codes_names_its_list(column):
    assert (column.codes is not None) == (column.type in (CODE, CODES, PARTIES))
    assert column.codes in (None, "party", *CODE_LISTS)


@every_column
def test_names_that_end_in_a_unit_mean_it(column):
    endings = {"_km": "km", "_mm": "mm", "_usd_million": "million US dollars"}
    for ending, unit in endings.items():
        if column.name.endswith(ending):
            assert column.unit == unit
    if column.name.startswith(("year_", "active_")):
        assert (column.type, column.unit) == (INTEGER, "year")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_unit_has_a_label(language):
    assert all(column_label(column.name, language, with_unit=True) for column in COLUMNS)


def test_labels_are_not_repeated():
    for language in LANGUAGES:
        labels = [column.label[language] for column in COLUMNS]
        assert len(set(labels)) == len(labels)


def test_derived_columns_stand_in_no_file():
    assert {"layer", "active_from", "active_to", "drawn_km", "parties", "geometry"}.isdisjoint(STORED)
    assert STORED[:2] == ("id", "name")


def test_a_label_carries_its_unit_when_asked():
    assert column_label("length_km") == "Length"
    assert column_label("length_km", with_unit=True) == "Length (km)"
    assert column_label("length_km", "ru", with_unit=True) == "Длина (км)"
    assert column_label("length_km", "zh", with_unit=True) == "长度（公里）"
    assert column_label("name", "ru", with_unit=True) == "Название"


def test_there_is_no_label_for_a_column_that_is_none():
    with pytest.raises(KeyError):
        column_label("colour")
