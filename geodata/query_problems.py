"""What can be wrong with an address, in every language: a code and values, of which the sentence is made here.

Values come from strangers. They are shortened where they are read, and escaped where they are shown.
"""

from __future__ import annotations

from dataclasses import dataclass

SENTENCES = {
    "en": {
        "unknown_code": "{what}: no such {noun} here.",
        "unknown_record": "{what}: no record has that id.",
        "one_of": "{what}: expected one of {choices}.",
        "flag": "{what}: expected 0 or 1.",
        "bounds": "{what}: expected first-last, such as 2013-2020, 2018- or -2020.",
        "bounds_order": "{what}: the first is greater than the last.",
        "long_text": "{what}: only the first {most} characters of the text are used.",
        "near": "{what}: expected a record id and 1 to 5000 kilometres, as in {example}.",
        "area_box": "{what}: expected west,south,east,north in degrees.",
        "area_box_order": "{what}: expected west,south,east,north with west < east and south < north.",
        "area_points": "{what}: expected points as lon lat;lon lat;lon lat.",
        "area_few": "{what}: a polygon needs three points or more.",
        "area_many": "{what}: the polygon has too many points.",
        "area_degrees": "{what}: longitudes lie between -180 and 180, latitudes between -90 and 90.",
        "area_crosses": "{what}: the polygon crosses itself or has no inside.",
        "unknown_param": "{what}: no such parameter; there are {choices}.",
        "repeated": "{what}: stands there {times} times; join several values with commas.",
        "map_view": "{what}: expected zoom/latitude/longitude, such as 5.2/43.1/70.4; zoom 0 to {zoom}, latitude up to "
                    "{latitude}, longitude up to 180 degrees.",
    },
    "ru": {
        "unknown_code": "{what}: {noun} здесь нет.",
        "unknown_record": "{what}: записи с таким идентификатором нет.",
        "one_of": "{what}: ожидалось одно из значений {choices}.",
        "flag": "{what}: ожидалось 0 или 1.",
        "bounds": "{what}: ожидались начало и конец через дефис, например 2013-2020, 2018- или -2020.",
        "bounds_order": "{what}: начало больше конца.",
        "long_text": "{what}: учтены только первые {most} знаков текста.",
        "near": "{what}: ожидались идентификатор записи и расстояние от 1 до 5000 километров, например {example}.",
        "area_box": "{what}: ожидались запад,юг,восток,север в градусах.",
        "area_box_order": "{what}: ожидались запад,юг,восток,север, причём запад < восток и юг < север.",
        "area_points": "{what}: ожидались точки в виде долгота широта;долгота широта;долгота широта.",
        "area_few": "{what}: многоугольнику нужны хотя бы три точки.",
        "area_many": "{what}: в многоугольнике слишком много точек.",
        "area_degrees": "{what}: долгота лежит в пределах от -180 до 180, широта — от -90 до 90.",
        "area_crosses": "{what}: многоугольник пересекает сам себя или ничего не охватывает.",
        "unknown_param": "{what}: такого параметра нет; есть {choices}.",
        "repeated": "{what}: встречается несколько раз ({times}); перечислите значения через запятую.",
        "map_view": "{what}: ожидались масштаб/широта/долгота, например 5.2/43.1/70.4; масштаб от 0 до {zoom}, широта "
                    "до {latitude}, долгота до 180 градусов.",
    },
    "zh": {
        "unknown_code": "{what}：没有这个{noun}。",
        "unknown_record": "{what}：没有使用此编号的记录。",
        "one_of": "{what}：应为以下之一：{choices}。",
        "flag": "{what}：应为 0 或 1。",
        "bounds": "{what}：应为起止范围，例如 2013-2020、2018- 或 -2020。",
        "bounds_order": "{what}：起始值大于终止值。",
        "long_text": "{what}：只采用文字的前 {most} 个字符。",
        "near": "{what}：应为记录编号和 1 至 5000 公里的距离，例如 {example}。",
        "area_box": "{what}：应为以度表示的“西,南,东,北”。",
        "area_box_order": "{what}：应为“西,南,东,北”，且西 < 东、南 < 北。",
        "area_points": "{what}：各点应写作“经度 纬度;经度 纬度;经度 纬度”。",
        "area_few": "{what}：多边形至少需要三个点。",
        "area_many": "{what}：多边形的点过多。",
        "area_degrees": "{what}：经度应在 -180 至 180 之间，纬度应在 -90 至 90 之间。",
        "area_crosses": "{what}：多边形自相交，或没有内部。",
        "unknown_param": "{what}：没有这个参数；可用的有 {choices}。",
        "repeated": "{what}：出现了 {times} 次；多个值请用逗号连接。",
        "map_view": "{what}：应为“缩放级别/纬度/经度”，例如 5.2/43.1/70.4；缩放级别 0 至 {zoom}，"
                    "纬度不超过 {latitude} 度，经度不超过 180 度。",
    },
}
# What the codes of a list are called within `unknown_code`; the English words are the lists' own names.
NOUNS = {
    "ru": {"country": "такой страны", "sector": "такого сектора", "subsector": "такого подсектора",
           "kind": "такого вида объектов", "status": "такого статуса", "party": "такой организации",
           "precision": "такой точности места", "accuracy": "такой точности линии", "collection": "такой группы",
           "layer": "такого слоя"},
    "zh": {"country": "国家", "sector": "行业", "subsector": "细分行业", "kind": "类型", "status": "状态",
           "party": "机构", "precision": "位置精度", "accuracy": "线路精度", "collection": "专题", "layer": "图层"},
}
MOST_SHOWN = 40


@dataclass(frozen=True)
class QueryProblem:
    """One thing of an address that was not understood. `values`: (name, text) of what its sentence names.

    `str()` gives the English sentence, for programs; `say` the reader's.
    """

    code: str
    values: tuple[tuple[str, str], ...]

    def say(self, language: str = "en") -> str:
        """The sentence in a language; in English for one that is not there."""
        values = dict(self.values)
        if "noun" in values:
            values["noun"] = NOUNS.get(language, {}).get(values["noun"], values["noun"])
        return SENTENCES.get(language, SENTENCES["en"])[self.code].format(**values)

    def __str__(self):
        return self.say()


def query_problem(code: str, param: str, text: str | None = None, **values) -> QueryProblem:
    """A problem with a parameter, or with its text, which is shortened."""
    what = param if text is None else f"{param}={shorten(text)}"
    return QueryProblem(code, (("what", what), *((name, str(value)) for name, value in values.items())))


def shorten(text: str, most: int = MOST_SHOWN) -> str:
    """The text, or its beginning with an ellipsis."""
    return text if len(text) <= most else text[: most - 1] + "…"
