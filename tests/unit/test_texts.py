"""The words of the page: the same in every language, none missing, none unused, none left in English."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from dashboard.ids import TABS
from dashboard.layout.menus import FORMATS, MAKING, SHARED
from dashboard.style import LINE_LOOKS, SECTOR_GROUPS, STATUS_LOOKS
from dashboard.texts import DEFAULT_LANGUAGE, LANGUAGE_NAMES, TEXTS, plural, texts_for
from dashboard.views.sheets import FIELDS
from geodata.codes import CODE_LISTS
from geodata.columns import COLUMNS, UNIT_LABELS, column_label
from geodata.completeness import LISTS
from geodata.filters import YEAR_OF
from geodata.indicators import SIDE
from geodata.sentences import PHRASES
from geodata.wording import LANGUAGES

DASHBOARD = Path(__file__).parents[2] / "dashboard"
ENGLISH = TEXTS["en"]
TRANSLATED = [language for language in LANGUAGES if language != "en"]

# Names that stay in Latin letters in every language.
LATIN_NAMES = {"CC", "BY", "MIT", "Natural", "Earth", "WebGL", "JavaScript", "Excel", "TEU", "QGIS", "README", "BibTeX",
               "GeoPackage", "GeoParquet", "FlatGeobuf", "Google", "Python", "GeoPandas", "APA",
               "CONTRIBUTING", "md", "A", "GIS", "MB"}

# `t[f"legend_{group}"]` and its like: what may come after each beginning.
MADE_KEYS = {
    "legend_": [*(f"sectors_{group}" for group in SECTOR_GROUPS), *(f"statuses_{name}" for name in STATUS_LOOKS),
                "sectors", "lines", "statuses", "places", "places_rough", "places_course"],
    "format_": [suffix for group in FORMATS.values() for suffix in group],
    "formats_": FORMATS,
    "making_": MAKING,
    "share_": SHARED,
    "legend_statuses_": STATUS_LOOKS,
    "tab_": [*TABS],
    "gap_": FIELDS,
    "gaps_": ("all", "other"),
    "weak_": LISTS,
    "side_": set(SIDE.values()),
    "chart_": ("trains", "trade_ca5"),
    "total_": ("cost", "power"),
    "unit_": ("MW", "km"),
    "related_": ("parent", "sections", "place"),
    "tooltip_": ("completed", "started", "agreed"),
    "year_of_": YEAR_OF,
}


def placeholders(text):
    """The names in braces, each as often as it occurs."""
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def latin_words(text):
    """Words in Latin letters that are neither placeholders nor names."""
    return set(re.findall(r"[A-Za-z]+", re.sub(r"\{\w*\}", "", text))) - LATIN_NAMES


def read_modules():
    """Each module of the dashboard but the texts, parsed."""
    return {path.relative_to(DASHBOARD): ast.parse(path.read_text("utf-8"))
            for path in sorted(DASHBOARD.rglob("*.py")) if "texts" not in path.parts}


def text_keys(tree):
    """The key expressions of `t[...]`, `texts[...]` and `context.texts[...]`; both sides of an if-else."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Subscript) and _is_texts(node.value):
            key = node.slice
            yield from (key.body, key.orelse) if isinstance(key, ast.IfExp) else (key,)


def _is_texts(node):
    name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else None
    return name in ("t", "texts")


def literal_keys(tree):
    return {key.value for key in text_keys(tree) if isinstance(key, ast.Constant)}


def made_beginnings(tree):
    """What f-string keys begin with."""
    return {key.values[0].value for key in text_keys(tree) if isinstance(key, ast.JoinedStr)}


def looked_up_keys(tree):
    """All strings of a module that looks texts up by a variable; they stand in tables beside the look-up."""
    if not any(isinstance(key, ast.Name) for key in text_keys(tree)):
        return set()
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def made_keys():
    return {beginning + end for beginning, ends in MADE_KEYS.items() for end in ends}


def test_languages_are_those_of_the_data():
    assert tuple(TEXTS) == tuple(LANGUAGE_NAMES) == tuple(PHRASES) == LANGUAGES
    assert texts_for("xx") is TEXTS[DEFAULT_LANGUAGE]


@pytest.mark.parametrize("language", TRANSLATED)
def test_same_keys_in_the_same_order(language):
    assert list(TEXTS[language]) == list(ENGLISH)


@pytest.mark.parametrize("language", TRANSLATED)
def test_phrases_of_filters_have_words_in_every_language(language):
    """Russian adds words that English does without (*status*), never the other way round."""
    assert set(PHRASES["en"]) <= set(PHRASES[language])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", [TEXTS, PHRASES], ids=["texts", "phrases"])
def test_same_placeholders_as_in_english(table, language):
    wrong = {key: form for key, text in table[language].items() if key in table["en"]
             for form in text.split("|")
             if placeholders(form) != placeholders(table["en"][key].split("|")[0])}
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_is_empty(language):
    assert [key for key, text in TEXTS[language].items() if not text.strip() or text != text.strip()] == []
    assert [key for key, text in PHRASES[language].items() if not text.strip()] == []


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("table", [TEXTS, PHRASES], ids=["texts", "phrases"])
def test_no_english_is_left(table, language):
    assert {key: latin_words(text) for key, text in table[language].items() if latin_words(text)} == {}


def test_each_language_is_in_its_script():
    """A text without a letter of its script would be a copy (units, names and placeholders alone are not)."""
    script = {"ru": "[а-яё]", "zh": "[\u4e00-\u9fff]"}
    strange = {(language, key) for language, letters in script.items() for key, text in TEXTS[language].items()
               if latin_words(text) and not re.search(letters, text, re.IGNORECASE)}
    assert strange == set()


def test_chinese_has_full_width_punctuation():
    texts = TEXTS["zh"] | PHRASES["zh"]
    assert {key: text for key, text in texts.items() if re.search(r"[\u4e00-\u9fff] ?[,;:?()]", text)} == {}


def test_no_text_shouts():
    assert [key for texts in TEXTS.values() for key, text in texts.items() if re.search("[!！]", text)] == []


@pytest.mark.parametrize(("path", "tree"), [pytest.param(*item, id=str(item[0])) for item in read_modules().items()])
def test_every_key_asked_for_is_there(path, tree):
    assert literal_keys(tree) - set(ENGLISH) == set()
    assert made_beginnings(tree) <= set(MADE_KEYS), "name what may follow this beginning in MADE_KEYS"


def test_every_made_key_is_there():
    """A line needs no text of its own: the legend takes the word for its kind."""
    assert made_keys() - set(ENGLISH) == set()
    assert set(LINE_LOOKS) <= set(CODE_LISTS["kind"])


def test_every_key_is_used():
    used = made_keys()
    for tree in read_modules().values():
        used |= literal_keys(tree) | looked_up_keys(tree)
    assert [key for key in ENGLISH if key not in used] == []


@pytest.mark.parametrize(("n", "form"), [
    (0, "записей"), (1, "запись"), (2, "записи"), (4, "записи"), (5, "записей"), (11, "записей"), (12, "записей"),
    (14, "записей"), (21, "запись"), (22, "записи"), (111, "записей"), (121, "запись"), (517, "записей")])
def test_russian_numbers_take_one_of_three_forms(n, form):
    assert plural("запись|записи|записей", n, "ru") == form


@pytest.mark.parametrize(("n", "form"), [(0, "records"), (1, "record"), (2, "records"), (21, "records")])
def test_english_numbers_take_one_of_two_forms(n, form):
    assert plural("record|records", n, "en") == form


def test_chinese_has_one_form():
    assert {plural("条记录", n, "zh") for n in (0, 1, 2, 21)} == {"条记录"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_have_as_many_forms_as_the_language(language):
    forms = {"en": 2, "ru": 3, "zh": 1}[language]
    assert {key: text for key, text in TEXTS[language].items() if "|" in text and text.count("|") != forms - 1} == {}


def test_what_stands_after_the_big_number():
    said = {language: [plural(texts["count_of"], n, language).format(total=n) for n in (1, 21, 517)]
            for language, texts in TEXTS.items()}
    assert said == {
        "en": ["of 1 record", "of 21 records", "of 517 records"],
        "ru": ["из 1 записи", "из 21 записи", "из 517 записей"],
        "zh": ["条，共 1 条记录", "条，共 21 条记录", "条，共 517 条记录"]}


@pytest.mark.parametrize("name", CODE_LISTS)
def test_every_code_has_a_label_in_every_language(name):
    codes = CODE_LISTS[name].values()
    assert [code.code for code in codes if list(code.labels) != list(LANGUAGES) or not all(code.labels.values())] == []
    assert {code.code: latin_words(code.labels[language]) for code in codes for language in TRANSLATED
            if latin_words(code.labels[language])} == {}


@pytest.mark.parametrize("name", [name for name in CODE_LISTS if name not in ("country", "unit")])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_codes_of_a_list_share_a_label(name, language):
    labels = [code.labels[language] for code in CODE_LISTS[name].values()]
    assert sorted(label for label in set(labels) if labels.count(label) > 1) == []


def test_every_column_has_a_label_in_every_language():
    assert {tuple(column.label) for column in COLUMNS} == {LANGUAGES}
    assert [column.name for column in COLUMNS if not all(column.label.values())] == []
    assert {column.name: latin_words(column.label[language]) for column in COLUMNS for language in TRANSLATED
            if latin_words(column.label[language])} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_columns_share_a_label(language):
    assert len({column.label[language] for column in COLUMNS}) == len(COLUMNS)


def test_every_unit_of_a_column_has_a_word_in_every_language():
    assert set(UNIT_LABELS) == {column.unit for column in COLUMNS if column.unit}
    assert [unit for unit, labels in UNIT_LABELS.items() if tuple(labels) != LANGUAGES or labels["en"] != unit] == []


def test_a_column_with_its_unit():
    assert [column_label("cost_usd_million", language, with_unit=True) for language in LANGUAGES] == [
        "Cost (million US dollars)", "Стоимость (млн долл. США)", "造价（百万美元）"]
    assert column_label("name", "ru", with_unit=True) == "Название"
