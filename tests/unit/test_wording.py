"""Folding for search, joining, numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.wording import THIN_SPACE, fold_text, format_number, join_or, write_number


@pytest.mark.parametrize(("text", "folded"), [
    ("  Khorgos \t Gateway ", "khorgos gateway"), ("Türkmenbaşy", "turkmenbasy"), ("Ёлка Й", "елка и"),
    ("Қазақстан", "қазақстан"), ("霍尔果斯", "霍尔果斯"), ("ÉTAT e\u0301tat", "etat etat"), ("ＡＢＣ ﬁ", "abc fi"),
    ("İstanbul", "istanbul"), ("", ""), ("\u0301", ""),
])
def test_search_compares_without_case_accents_and_extra_spaces(text, folded):
    assert fold_text(text) == folded


@given(st.text())
def test_folded_text_has_single_spaces_only(text):
    folded = fold_text(text)
    assert folded == " ".join(folded.split())


@pytest.mark.parametrize(("words", "language", "joined"), [
    ([], "en", ""), (["a"], "en", "a"), (["a", "b"], "en", "a or b"), (["a", "b", "c"], "en", "a, b or c"),
    (["а", "б", "в"], "ru", "а, б или в"), (["甲", "乙", "丙"], "zh", "甲、乙或丙"),
])
def test_joining(words, language, joined):
    assert join_or(words, language) == joined


@pytest.mark.parametrize(("value", "digits", "text"), [
    (0, 0, "0"), (999, 0, "999"), (12345, 0, "12 345"), (1234567.891, 2, "1 234 567.89"), (100.0, 2, "100"),
    (0.5, 2, "0.5"), (-1234.5, 1, "-1 234.5"), (1000, 2, "1 000"), (0.049, 1, "0"),
])
def test_numbers_for_readers(value, digits, text):
    assert format_number(value, digits).replace(THIN_SPACE, " ") == text


@pytest.mark.parametrize(("value", "text"), [
    (2013, "2013"), (2013.0, "2013"), (0.25, "0.25"), (1234567.5, "1234567.5"), (0.00001, "0.00001"), (-180.0, "-180"),
    (1e20, "100000000000000000000"),
])
def test_numbers_in_addresses(value, text):
    assert write_number(value) == text


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_in_an_address_is_never_rounded(value):
    assert float(write_number(value)) == value
    assert "e" not in write_number(value)
