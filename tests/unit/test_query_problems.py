"""Notices about addresses: one place for their sentences, the same in every language, strangers' text kept as text."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

from geodata.errors import QueryError
from geodata.filters import FACETS, FILTER, FilterSpec
from geodata.query_problems import NOUNS, SENTENCES, query_problem
from geodata.wording import LANGUAGES

ROOT = Path(__file__).parents[2]
TRANSLATED = [language for language in LANGUAGES if language != "en"]
SCRIPT = {"ru": "[а-яё]", "zh": "[\u4e00-\u9fff]"}


def placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_sentence_is_in_every_language_with_the_same_values(language):
    assert {code: placeholders(text) for code, text in SENTENCES[language].items()} == {
        code: placeholders(text) for code, text in SENTENCES["en"].items()}
    assert set(NOUNS[language]) == {FILTER[name].codes for name in FACETS}


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_english_is_left(language):
    for text in (*SENTENCES[language].values(), *NOUNS[language].values()):
        assert not re.search("[A-Za-z]", re.sub(r"\{\w+\}", "", text)), text
        assert re.search(SCRIPT[language], text)


def test_every_code_has_a_sentence_and_every_sentence_a_use():
    """Codes are the first argument of `query_problem`, or what `_MisreadError` carries."""
    used = set()
    for path in [*(ROOT / "geodata").glob("*.py"), *(ROOT / "dashboard").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in ("query_problem", "_MisreadError"):
                used |= {argument.value for argument in node.args[:1] if isinstance(argument, ast.Constant)}
    assert used == set(SENTENCES["en"])


@pytest.mark.parametrize(("query", "russian", "chinese"), [
    ({"country": "XXX"}, "country=XXX: такой страны здесь нет.", "country=XXX：没有这个国家。"),
    ({"party": "nobody"}, "party=nobody: такой организации здесь нет.", "party=nobody：没有这个机构。"),
    ({"year": "2020-2013"}, "year=2020-2013: начало больше конца.", "year=2020-2013：起始值大于终止值。"),
    ({"brief": "yes"}, "brief=yes: ожидалось 0 или 1.", "brief=yes：应为 0 或 1。"),
    ({"area": "0 0;1 1"}, "area=0 0;1 1: многоугольнику нужны хотя бы три точки.",
     "area=0 0;1 1：多边形至少需要三个点。"),
    ({"ids": "nothing"}, "ids=nothing: записи с таким идентификатором нет.", "ids=nothing：没有使用此编号的记录。"),
])
def test_a_notice_in_the_reader_s_language(make_records, query, russian, chinese):
    _, (problem,) = FilterSpec.from_query(query, make_records({"id": "dam"}))
    assert (problem.say("ru"), problem.say("zh")) == (russian, chinese)


@pytest.mark.parametrize("language", [*LANGUAGES, "xx", ""])
def test_what_a_stranger_wrote_is_never_read_as_a_pattern(language):
    problem = query_problem("flag", "brief", "{0.__class__}{what}<b>")
    assert problem.say(language).startswith("brief={0.__class__}{what}<b>")


def test_long_texts_are_shortened_in_every_language():
    assert all(len(query_problem("flag", "brief", "x" * 9000).say(language)) < 100 for language in LANGUAGES)


def test_an_unknown_language_is_english():
    assert query_problem("flag", "brief", "yes").say("xx") == str(query_problem("flag", "brief", "yes"))


def test_an_error_says_all_its_problems_plain_sentences_too():
    error = QueryError([query_problem("flag", "brief", "yes"), "limit=x: expected a number."])
    assert error.say("ru") == ["brief=yes: ожидалось 0 или 1.", "limit=x: expected a number."]
    assert str(error) == "brief=yes: expected 0 or 1. limit=x: expected a number."
