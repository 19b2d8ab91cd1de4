"""Every column of the atlas, described once: name, type, unit, label, help.

The catalogue files, the clean frames, the table, the exports and the data dictionary
(`python -m geodata dictionary`) all read this list; nothing else may name a column's unit or label.
"""

from dataclasses import dataclass, field

TEXT, CODE, CODES, PARTIES, INTEGER, NUMBER, FLAG, STRUCTURE, GEOMETRY = (
    "text", "code", "codes", "parties", "integer", "number", "flag", "structure", "geometry")


@dataclass(frozen=True)
class Column:
    """One column. `codes` names the list in `codes.py` that its values come from."""

    name: str
    type: str
    label: dict[str, str]
    help: str
    unit: str | None = None
    codes: str | None = None
    derived: bool = False
    layers: tuple[str, ...] = field(default=("sites", "routes", "pipelines", "powerlines"))


def _column(name, type_, en, ru, zh, help_, **more):
    return Column(name, type_, {"en": en, "ru": ru, "zh": zh}, help_, **more)


_LINES = ("routes", "pipelines", "powerlines")

COLUMNS: tuple[Column, ...] = (
    _column("id", TEXT, "Id", "Идентификатор", "编号",
            "Address-like name of the record; never changes, so that links keep working."),
    _column("layer", CODE, "Layer", "Слой", "图层", "Which of the four layers the record belongs to.",
            codes="layer", derived=True),
    _column("name", TEXT, "Name", "Название", "名称", "Name in English."),
    _column("name_zh", TEXT, "Name in Chinese", "Название по-китайски", "中文名称",
            "Name in Chinese; missing where no source gives it."),
    _column("name_ru", TEXT, "Name in Russian", "Название по-русски", "俄文名称",
            "Name in Russian; missing where no source gives it."),
    _column("kind", CODE, "Kind", "Вид объекта", "类型", "Kind of infrastructure.", codes="kind"),
    _column("sector", CODE, "Sector", "Сектор", "行业", "OECD DAC sector, as AidData uses it.", codes="sector"),
    _column("subsector", CODE, "Sub-sector", "Подсектор", "细分行业",
            "OECD CRS purpose code; where none fits, the nearest one.", codes="subsector"),
    _column("subsector_text", TEXT, "Sub-sector in words", "Подсектор словами", "细分行业说明",
            "Plain words where the CRS code fits only roughly."),
    _column("commodity", CODE, "Commodity", "Продукт", "产品或输送介质",
            "What a plant, field or line carries or makes.", codes="commodity"),
    _column("countries", CODES, "Countries", "Страны", "国家",
            "ISO 3166-1 alpha-3 codes of the countries the record lies in, in the order of the line.",
            codes="country"),
    _column("place", TEXT, "Place", "Место", "地点", "Town, district or end points, in words."),
    _column("precision", CODE, "Location precision", "Точность места", "位置精度",
            "How well the place is known: AidData/IATI classes 1 to 4.", codes="precision"),
    _column("status", CODE, "Status", "Статус", "状态", "Stated status, as of the newest source.", codes="status"),
    _column("year_agreed", INTEGER, "Year agreed", "Год соглашения", "签约年份",
            "Year of the agreement, contract or loan.", unit="year"),
    _column("year_started", INTEGER, "Year started", "Год начала работ", "开工年份", "Year work began.", unit="year"),
    _column("year_completed", INTEGER, "Year completed", "Год завершения", "建成年份",
            "Year the work was finished or went into service; for works under way, as planned if a source says so.",
            unit="year"),
    _column("active_from", INTEGER, "Active from", "Начало активности", "活动期起始年",
            "First known year of agreement, start or completion.", unit="year", derived=True),
    _column("active_to", INTEGER, "Active to", "Конец активности", "活动期终止年",
            "Last known year of a suspended or cancelled project; missing for all others, which go on.",
            unit="year", derived=True),
    _column("accuracy", CODE, "Line accuracy", "Точность линии", "线路精度",
            "How the line was drawn: what lies between its named points.", codes="accuracy", layers=_LINES),
    _column("capacity", NUMBER, "Capacity", "Мощность или объём", "规模", "Size in the unit of the next column."),
    _column("capacity_unit", CODE, "Capacity unit", "Единица мощности или объёма", "规模单位", "Unit of the capacity.",
            codes="unit"),
    _column("capacity_note", TEXT, "Capacity note", "Примечание о мощности или объёме", "规模说明",
            "What the capacity counts, where the unit alone does not say."),
    _column("length_km", NUMBER, "Length", "Длина", "长度", "Length as the sources state it.", unit="km"),
    _column("drawn_km", NUMBER, "Length as drawn", "Длина на карте", "图上长度",
            "Geodesic length (WGS 84) of the line as drawn.", unit="km", derived=True, layers=_LINES),
    _column("diameter_mm", NUMBER, "Diameter", "Диаметр", "管径", "Outer diameter of a pipeline.", unit="mm"),
    _column("cost_usd_million", NUMBER, "Cost", "Стоимость", "造价", "Nominal cost as published.",
            unit="million US dollars"),
    _column("cost_year", INTEGER, "Year of the cost", "Год стоимости", "造价所属年份",
            "Year in whose dollars the cost is stated, only where it is not the year agreed, else started, else "
            "completed: a later estimate, a renewal, a sale.", unit="year"),
    _column("cost_note", TEXT, "Cost note", "Примечание о стоимости", "造价说明",
            "What the cost covers, or the figure in its own currency."),
    _column("jobs", INTEGER, "Jobs", "Рабочие места", "就业岗位", "Jobs as the sources state them.", unit="people"),
    _column("chinese_parties", PARTIES, "Chinese parties", "Китайские участники", "中方参与方",
            "Chinese organisations that build, own, supply or run it. Empty: not established.", codes="party"),
    _column("local_partners", PARTIES, "Local partners", "Местные партнёры", "当地合作方",
            "Partners in the host countries. Empty: not established.", codes="party"),
    _column("financiers", PARTIES, "Financiers", "Источники финансирования", "资金提供方",
            "Who lends or pays. Empty: not established.", codes="party"),
    _column("parties", CODES, "Organisations", "Организации", "参与机构",
            "All organisations of the record, whatever their part.", codes="party", derived=True),
    _column("summary", TEXT, "Summary", "Краткое описание", "简介", "One or two sentences, written for this atlas."),
    _column("open_questions", TEXT, "Open questions", "Открытые вопросы", "存疑之处",
            "What is doubtful, and where sources disagree."),
    _column("confidence", CODE, "Confidence", "Достоверность", "可信度",
            "How far the sources carry the record as a whole.", codes="confidence"),
    _column("in_brief", FLAG, "In the founding articles", "В исходных статьях", "初始综述文章所列",
            "Named in one of the two overview articles (2022, 2023) the atlas began with."),
    _column("collection", CODE, "Group", "Группа", "专题",
            "A group that the record belongs to, such as the 11 international routes through Kazakhstan.",
            codes="collection"),
    _column("parent", TEXT, "Part of", "Входит в", "所属项目",
            "Id of the record this one is a section of; never add both lengths."),
    _column("waypoints", STRUCTURE, "Points of the line", "Точки линии", "线路节点",
            "Names of the line's points, one for each coordinate.", layers=_LINES),
    _column("sources", STRUCTURE, "Sources", "Источники", "来源",
            "Title, publisher, address, date, and what each source is used for."),
    _column("geometry", GEOMETRY, "Geometry", "Геометрия", "几何图形",
            "Point or line, EPSG:4326 (longitude, latitude in degrees).", unit="degrees"),
)

UNIT_LABELS = {
    "year": {"en": "year", "ru": "год", "zh": "年"},
    "km": {"en": "km", "ru": "км", "zh": "公里"},
    "mm": {"en": "mm", "ru": "мм", "zh": "毫米"},
    "million US dollars": {"en": "million US dollars", "ru": "млн долл. США", "zh": "百万美元"},
    "people": {"en": "people", "ru": "человек", "zh": "人"},
    "degrees": {"en": "degrees", "ru": "градусы", "zh": "度"},
}
COLUMN = {column.name: column for column in COLUMNS}
STORED = tuple(c.name for c in COLUMNS if not c.derived and c.name != "geometry")
SOURCE_FIELDS = ("title", "publisher", "url", "date", "supports", "link_withheld")


def column_label(name: str, language: str = "en", with_unit: bool = False) -> str:
    """The column's label in a language, with its unit in brackets if asked."""
    column = COLUMN[name]
    label = column.label[language]
    if not with_unit or not column.unit:
        return label
    unit = UNIT_LABELS[column.unit][language]
    return f"{label}（{unit}）" if language == "zh" else f"{label} ({unit})"
