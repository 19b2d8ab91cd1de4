"""Each category list, in three languages, with the misspellings met so far."""

import re
from collections import Counter

import pytest

from geodata.codes import CODE_LISTS, REGION, Code, CodeList, code_label, code_list
from geodata.wording import LANGUAGES

every_list = pytest.mark.parametrize("codes", CODE_LISTS.values(), ids=CODE_LISTS)


@every_list
def test_every_code_has_a_label_in_each_language(codes):
    for entry in codes.values():
        assert list(entry.labels) == list(LANGUAGES), entry.code
        assert all(label.strip() == label != "" for label in entry.labels.values()), entry.code


@every_list
def test_no_two_codes_share_a_label(codes):
    for language in LANGUAGES:
        twice = [label for label, n in Counter(e.labels[language] for e in codes.values()).items() if n > 1]
        assert twice == []


@every_list
def test_a_spelling_stands_for_one_code(codes):
    plain = [(" ".join(re.sub("[-_]", " ", s.lower()).split()), e.code) for e in codes.values()
             for s in {e.code, *e.spellings}]
    meanings = Counter(spelling for spelling, _ in set(plain))
    assert [spelling for spelling, n in meanings.items() if n > 1] == []


@every_list
def test_each_code_is_its_own_spelling(codes):
    assert all(codes.canonical(code) == code for code in codes)


@pytest.mark.parametrize(("name", "spelling", "code"), [
    ("status", "under construction", "under_construction"), ("status", "Completion", "operational"),
    ("status", "Pipeline: Pledge", "proposed"), ("status", "MOTHBALLED", "suspended"),
    ("status", "  Under-Construction ", "under_construction"), ("kind", "rail", "railway"),
    ("kind", "intermodal/dry port", "dry_port"), ("sector", "Energy", "230"), ("country", "KZ", "KAZ"),
    ("commodity", "natural gas", "natural_gas"),
])
def test_known_misspellings_become_the_right_code(name, spelling, code):
    assert code_list(name).knows(spelling)
    assert code_list(name).canonical(spelling) == code


def test_nothing_stays_nothing():
    assert code_list("status").canonical(None) is None


@pytest.mark.parametrize("value", ["Opertaing", "", None, 5, ["operational"]])
def test_a_value_never_seen_is_not_known(value):
    assert not code_list("status").knows(value)


def test_a_value_never_seen_has_no_code():
    with pytest.raises(KeyError):
        code_list("status").canonical("Opertaing")


def test_a_list_keeps_its_order():
    codes = CodeList("colour", [Code("red", {"en": "Red"}), Code("blue", {"en": "Blue"}, ("azure",))])
    assert list(codes) == ["red", "blue"]
    assert (codes.canonical("Azure"), codes.label("blue"), codes.label("green")) == ("blue", "Blue", "green")


def test_labels():
    assert code_label("status", "under_construction") == "Under construction"
    assert code_label("country", "KAZ", "ru") == "Казахстан"
    assert code_label("country", "UZB", "zh") == "乌兹别克斯坦"
    assert code_label("country", "TUR") == "Turkey"
    assert code_label("country", "ZZZ") == "ZZZ"


def test_an_unknown_list_names_those_there_are():
    with pytest.raises(KeyError, match="no code list 'colour'; there are layer, kind, sector"):
        code_list("colour")


def test_codes_have_the_form_of_their_standard():
    assert all(re.fullmatch(r"\d{3}", code) for code in code_list("sector"))
    assert all(re.fullmatch(r"\d{5}", code) for code in code_list("subsector"))
    assert all(re.fullmatch(r"[A-Z]{3}", code) for code in code_list("country"))
    assert all(re.fullmatch(r"[a-z]+(_[a-z]+)*", code) for name in ("kind", "status", "precision")
               for code in code_list(name))


def test_every_subsector_belongs_to_a_sector():
    """CRS purpose 23230 belongs to DAC sector 230: the first two digits say which."""
    assert {code[:2] + "0" for code in code_list("subsector")} <= set(code_list("sector"))


def test_the_region_comes_first_among_the_countries():
    assert tuple(code_list("country"))[:5] == REGION
    assert len(code_list("country")) == 249
