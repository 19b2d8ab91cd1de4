"""A filter in words: the sentence above the map, in the head of every export, and beside each choice.

Three languages; the words of codes come from `codes.py`, names of organisations and records from the
repository.
"""

from __future__ import annotations

from dataclasses import dataclass

from geodata.codes import code_label
from geodata.filters import FILTER, AnyOf, Bounds, FilterSpec
from geodata.wording import format_number, join_or

ORDER = ("layers", "sector", "subsector", "kind", "status", "country", "area", "near", "party", "year", "cost",
         "precision", "brief", "q")
PHRASES = {
    "en": {
        "total": "{n} of {total} records", "all": "all {total} records", "separator": ", ", "colon": ": ",
        "tail": "; ",
        "country": "in {list}", "party": "with {list}", "precision": "located {list}",
        "active": "active {range}", "agreed": "agreed {range}", "started": "started {range}",
        "completed": "completed {range}",
        "both": "{low}\u2013{high}", "one": "in {low}", "low": "from {low}", "high": "up to {high}",
        "dated_active": "with a known year", "dated_agreed": "with a known year of agreement",
        "dated_started": "with a known start of work", "dated_completed": "with a known year of completion",
        "cost": "cost {range} million US dollars", "brief": "named in the founding articles",
        "q": "matching \u201c{text}\u201d", "area": "in the chosen area", "near": "within {km} km of {name}",
        "undated": "{n} without a year",
        "undated_agreed": "{n} without a year of agreement", "undated_started": "{n} without a start year",
        "undated_completed": "{n} without a completion year",
    },
    "ru": {
        "total": "{n} из {total} записей", "all": "все записи ({total})", "separator": ", ", "colon": ": ",
        "tail": "; ",
        "country": "страна: {list}", "party": "участник: {list}", "precision": "точность места: {list}",
        "active": "действует {range}", "agreed": "соглашение {range}", "started": "начало работ {range}",
        "completed": "завершение {range}",
        "both": "{low}\u2013{high}", "one": "{low}", "low": "с {low}", "high": "по {high}",
        "dated_active": "год известен", "dated_agreed": "год соглашения известен",
        "dated_started": "год начала работ известен", "dated_completed": "год завершения известен",
        "cost": "стоимость {range} млн долл. США", "brief": "названо в исходных статьях",
        "q": "по запросу «{text}»", "area": "в выбранной области", "near": "не далее {km} км от: {name}",
        "undated": "без года: {n}",
        "undated_agreed": "без года соглашения: {n}", "undated_started": "без года начала: {n}",
        "undated_completed": "без года завершения: {n}",
    },
    "zh": {
        "total": "{total} 条记录中的 {n} 条", "all": "全部 {total} 条记录", "separator": "，", "colon": "：",
        "tail": "；",
        "country": "位于{list}", "party": "参与方：{list}", "precision": "位置精度：{list}",
        "active": "{range}年间存续", "agreed": "{range}年签约", "started": "{range}年开工",
        "completed": "{range}年建成",
        "both": "{low}\u2013{high}", "one": "{low}", "low": "{low}及以后", "high": "{high}及以前",
        "dated_active": "年份已知", "dated_agreed": "签约年份已知",
        "dated_started": "开工年份已知", "dated_completed": "建成年份已知",
        "cost": "造价 {range} 百万美元", "brief": "奠基文章所列",
        "q": "匹配“{text}”", "area": "在所选范围内", "near": "距{name} {km} 公里以内",
        "undated": "其中 {n} 条无年份",
        "undated_agreed": "其中 {n} 条无签约年份", "undated_started": "其中 {n} 条无开工年份",
        "undated_completed": "其中 {n} 条无建成年份",
    },
}


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
    text = phrases["total"].format(n=format_number(shown.count), total=format_number(shown.total))
    text += phrases["colon"] + phrases["separator"].join(choices.values())
    if spec.year and spec.undated and shown.undated:
        text += phrases["tail"] + describe_undated(spec, shown.undated, language)
    return text


def describe_undated(spec: FilterSpec, n: int, language: str = "en") -> str:
    """How many of the shown records lack the chosen year, in words."""
    key = "undated" if spec.year_of == "active" else f"undated_{spec.year_of}"
    return PHRASES[language][key].format(n=format_number(n))


def _describe(param, spec, phrases, language, names):
    value = getattr(spec, param)
    if isinstance(FILTER[param], AnyOf):
        return _describe_codes(param, value, phrases, language, names)
    if param == "year":
        return _describe_years(spec, phrases)
    if value == FILTER[param].default or param in ("year_of", "undated"):
        return ""
    if param == "near":
        return phrases["near"].format(km=f"{value.km:g}", name=names.record(value.record))
    if param == "cost":
        return phrases["cost"].format(range=_describe_bounds(value, phrases, format_number))
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
    return phrases.get(param, "{list}").format(list=join_or(labels, language))


def _describe_years(spec, phrases):
    if spec.year:
        return phrases[spec.year_of].format(range=_describe_bounds(spec.year, phrases, "{:.0f}".format))
    return "" if spec.undated else phrases[f"dated_{spec.year_of}"]


def _describe_bounds(bounds: Bounds, phrases, number):
    low, high = (None if end is None else number(end) for end in (bounds.low, bounds.high))
    if low == high:
        return phrases["one"].format(low=low)
    form = "low" if high is None else "high" if low is None else "both"
    return phrases[form].format(low=low, high=high)


def _lower_first(label):
    """*Energy* within a sentence; names and abbreviations (*ICT*) keep their capital."""
    return label[:1].lower() + label[1:] if label[1:2].islower() or label[1:2] == " " else label
