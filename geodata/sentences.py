"""A filter in words: the sentence above the map, in the head of every export, and beside each choice.

Three languages; the words of codes come from `codes.py`, names of organisations and records from the
repository.
"""

from __future__ import annotations

from dataclasses import dataclass

from geodata.codes import code_label
from geodata.filters import FILTER, AnyOf, Bounds, FilterSpec
from geodata.wording import format_number, join_or

ORDER = ("ids", "layers", "collection", "sector", "subsector", "kind", "status", "country", "area", "near", "party",
         "year", "cost", "precision", "accuracy", "brief", "q")
PHRASES = {
    "en": {
        "total": "{n} of {total} records", "total_one": "{n} of {total} record", "all": "all {total} records",
        "separator": ", ", "colon": ": ", "tail": "; ", "quote": "\u201c{label}\u201d",
        "country": "in {list}", "party": "with {list}", "precision": "location precision {list}",
        "active": "active {range}", "agreed": "agreed {range}", "started": "started {range}",
        "completed": "completed {range}",
        "year_both": "{low}\u2013{high}", "year_one": "in {low}",
        "year_low": "in {low} or later", "year_high": "in {high} or earlier",
        "dated_active": "with a known year", "dated_agreed": "with a known year of agreement",
        "dated_started": "with a known start of work", "dated_completed": "with a known year of completion",
        "cost": "cost {range} million US dollars", "cost_both": "{low}\u2013{high}", "cost_one": "{low}",
        "cost_low": "at least {low}", "cost_high": "at most {high}",
        "brief": "named in the founding articles", "ids": "picked one by one ({n})",
        "q": "matching \u201c{text}\u201d", "area": "in the chosen area", "near": "within {km} km of {name}",
        "undated": "{n} without a year",
        "undated_agreed": "{n} without a year of agreement", "undated_started": "{n} without a start year",
        "undated_completed": "{n} without a completion year",
    },
    "ru": {
        "total": "{n} из {total} записей", "total_one": "{n} из {total} записи", "all": "все записи ({total})",
        "separator": "; ", "colon": ": ", "tail": "; ", "quote": "«{label}»",
        "country": "страна\u00a0\u2014 {list}", "party": "участник\u00a0\u2014 {list}",
        "status": "статус\u00a0\u2014 {list}", "precision": "точность места\u00a0\u2014 {list}",
        "active": "активность {range}", "agreed": "соглашение {range}", "started": "начало работ {range}",
        "completed": "завершение {range}",
        "year_both": "в {low}\u2013{high}\u00a0гг.", "year_one": "в {low}\u00a0г.",
        "year_low": "в {low}\u00a0г. или позже", "year_high": "в {high}\u00a0г. или раньше",
        "dated_active": "год известен", "dated_agreed": "год соглашения известен",
        "dated_started": "год начала работ известен", "dated_completed": "год завершения известен",
        "cost": "стоимость {range} млн долл. США", "cost_both": "{low}\u2013{high}", "cost_one": "{low}",
        "cost_low": "не менее {low}", "cost_high": "не более {high}",
        "brief": "только из исходных статей", "ids": "выбранные поштучно ({n})",
        "q": "по запросу «{text}»", "area": "в выбранной части карты",
        "near": "в пределах {km}\u00a0км от объекта {name}",
        "undated": "из них без года\u00a0\u2014 {n}",
        "undated_agreed": "из них без года соглашения\u00a0\u2014 {n}",
        "undated_started": "из них без года начала работ\u00a0\u2014 {n}",
        "undated_completed": "из них без года завершения\u00a0\u2014 {n}",
    },
    "zh": {
        "total": "{total} 条记录中的 {n} 条", "total_one": "{total} 条记录中的 {n} 条", "all": "全部 {total} 条记录",
        "separator": "，", "colon": "：", "tail": "；", "quote": "“{label}”",
        "country": "位于{list}", "party": "由{list}参与", "precision": "位置精度为{list}",
        "active": "活动期涉及 {range}", "agreed": "{range}签约", "started": "{range}开工",
        "completed": "{range}建成",
        "year_both": "{low}\u2013{high} 年", "year_one": "{low} 年",
        "year_low": "{low} 年及以后", "year_high": "{high} 年及以前",
        "dated_active": "年份已知", "dated_agreed": "签约年份已知",
        "dated_started": "开工年份已知", "dated_completed": "建成年份已知",
        "cost": "造价{range} 百万美元", "cost_both": " {low}\u2013{high}", "cost_one": " {low}",
        "cost_low": "不低于 {low}", "cost_high": "不高于 {high}",
        "brief": "初始综述文章所列", "ids": "逐条选取（{n}）",
        "q": "匹配“{text}”", "area": "在所选范围内", "near": "距“{name}”{km} 公里以内",
        "undated": "其中 {n} 条无年份",
        "undated_agreed": "其中 {n} 条无签约年份", "undated_started": "其中 {n} 条无开工年份",
        "undated_completed": "其中 {n} 条无建成年份",
    },
}
_LIST_MARKS = {"en": (",", " or "), "ru": (",", " или "), "zh": ("、", "或")}


@dataclass(frozen=True)
class Names:
    """Where the words for organisations and records come from: two functions of an id."""

    party: callable = str
    record: callable = str


def describe_choices(spec: FilterSpec, language: str = "en", names: Names = Names()) -> dict[str, str]:
    """Each choice made in words, by parameter: first what, then where, who, when, and the rest."""
    words = {param: _describe(param, spec, PHRASES[language], language, names) for param in ORDER}
    return {param: text for param, text in words.items() if text}


def describe_filter(spec: FilterSpec, shown, language: str = "en", names: Names = Names()) -> str:
    """*142 of 517 records: energy, in Kazakhstan or Uzbekistan, active 2013-2020; 9 without a year*.

    `shown` is what `summaries.summarise_shown` gave for the spec.
    """
    phrases = PHRASES[language]
    choices = describe_choices(spec, language, names)
    if not choices:
        return phrases["all"].format(total=format_number(shown.total))
    whole = phrases[_total_key(shown.total, language)]
    text = whole.format(n=format_number(shown.count), total=format_number(shown.total))
    text += phrases["colon"] + phrases["separator"].join(choices.values())
    if spec.year and spec.undated and shown.undated:
        text += phrases["tail"] + describe_undated(spec, shown.undated, language)
    return text


def describe_undated(spec: FilterSpec, n: int, language: str = "en") -> str:
    """How many of the shown records lack the chosen year, in words."""
    key = "undated" if spec.year_of == "active" else f"undated_{spec.year_of}"
    return PHRASES[language][key].format(n=format_number(n))


def _total_key(total, language):
    """Russian says *из 21 записи* but *из 22 записей*; English has its own form for 1 alone."""
    one = total % 10 == 1 and total % 100 != 11 if language == "ru" else total == 1
    return "total_one" if one else "total"


def _describe(param, spec, phrases, language, names):
    value = getattr(spec, param)
    if isinstance(FILTER[param], AnyOf):
        return _describe_codes(param, value, phrases, language, names)
    if param == "year":
        return _describe_years(spec, phrases)
    if value == FILTER[param].default or param in ("year_of", "undated"):
        return ""
    if param == "ids":
        return phrases["ids"].format(n=len(value))
    if param == "near":
        return phrases["near"].format(km=f"{value.km:g}", name=names.record(value.record))
    if param == "cost":
        return phrases["cost"].format(range=_describe_bounds("cost", value, phrases, _format_cost))
    return phrases[param].format(text=value)


def _describe_codes(param, codes, phrases, language, names):
    if not codes:
        return ""
    if param == "party":
        labels = [names.party(code) for code in codes]
    else:
        labels = [code_label(FILTER[param].codes, code, language) for code in codes]
    if param not in ("country", "party"):
        labels = [_lower_first(label) for label in labels]
    return phrases.get(param, "{list}").format(list=_join_labels(labels, language))


def _describe_years(spec, phrases):
    if spec.year:
        return phrases[spec.year_of].format(range=_describe_bounds("year", spec.year, phrases, "{:.0f}".format))
    return "" if spec.undated else phrases[f"dated_{spec.year_of}"]


def _describe_bounds(what, bounds: Bounds, phrases, number):
    low, high = (None if end is None else number(end) for end in (bounds.low, bounds.high))
    form = "low" if high is None else "high" if low is None else "one" if low == high else "both"
    return phrases[f"{what}_{form}"].format(low=low, high=high)


def _format_cost(value):
    return format_number(value, 6)


def _join_labels(labels, language):
    """*a, b or c*; among several, a label that is itself a list (*bank or fund*) stands in quotes."""
    if len(labels) < 2:
        return "".join(labels)
    quote = PHRASES[language]["quote"]
    is_list = [any(mark in label for mark in _LIST_MARKS[language]) for label in labels]
    return join_or([quote.format(label=label) if quoted else label
                    for label, quoted in zip(labels, is_list, strict=True)], language)


def _lower_first(label):
    """*Energy* within a sentence; names and abbreviations (*ICT*) keep their capital."""
    return label[:1].lower() + label[1:] if label[1:2].islower() or label[1:2] == " " else label
