"""Where a file comes from: which records, chosen how, of which data, under which licence.

Every export carries one `Provenance`, each format in its own place. Nothing here asks the clock: the
same filter, data version and day give the same bytes.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

LICENCE = "CC BY 4.0"
LICENCE_URL = "https://creativecommons.org/licenses/by/4.0/"
PUBLISHER = "Belt & Road Atlas"

# Words for the keys, in files that people read rather than programs.
LABELS = {
    "title": {"en": "Title", "ru": "Название", "zh": "标题"},
    "what": {"en": "Layers", "ru": "Слои", "zh": "图层"},
    "filter": {"en": "Records chosen", "ru": "Выбраны записи", "zh": "所选记录"},
    "query": {"en": "Filter as an address", "ru": "Фильтр в адресе", "zh": "网址中的筛选条件"},
    "permalink": {"en": "This view on the map", "ru": "Этот вид на карте", "zh": "地图上的此视图"},
    "data_version": {"en": "Data version", "ru": "Версия данных", "zh": "数据版本"},
    "made_on": {"en": "Made on", "ru": "Дата выгрузки", "zh": "导出日期"},
    "records": {"en": "Records in this file", "ru": "Записей в файле", "zh": "本文件记录数"},
    "left_out": {"en": "Records left out", "ru": "Записей не вошло", "zh": "未包含记录数"},
    "language": {"en": "Language of the labels", "ru": "Язык подписей", "zh": "标签语言"},
    "licence": {"en": "Licence", "ru": "Лицензия", "zh": "许可协议"},
    "attribution": {"en": "Please cite as", "ru": "Просим ссылаться так", "zh": "引用格式"},
    "content_sha256": {"en": "SHA-256 of the records", "ru": "SHA-256 записей", "zh": "记录的 SHA-256"},
}


@dataclass(frozen=True)
class Provenance:
    """What a reader of the file needs to find its origin again.

    `what` is `atlas` or one layer, `filter` the choices in words, `query` the same as an address's query
    string, `permalink` the page that shows these records, `left_out` how many records the filter left
    out. `content_sha256` depends on the records alone: it is the same in every format and language.
    """

    title: str
    what: str
    filter: str
    query: str
    permalink: str
    data_version: str
    made_on: date
    records: int
    left_out: int
    language: str
    content_sha256: str
    licence: str = LICENCE

    @property
    def attribution(self) -> str:
        """The line that the licence asks for."""
        return f"{self.title}, data version {self.data_version}, {self.licence}, {self.permalink}"

    def record_url(self, record_id: str) -> str:
        """The page with this record's details open."""
        return f"{self.permalink.partition('?')[0]}?record={record_id}"

    def items(self) -> list[tuple[str, str | int]]:
        """Key and value of each part, in the order they are written in; the day as YYYY-MM-DD."""
        return [(key, self.made_on.isoformat() if key == "made_on" else getattr(self, key)) for key in LABELS]

    def labelled_items(self) -> list[tuple[str, str | int]]:
        """The same with the keys in words, in the language of the file."""
        return [(LABELS[key][self.language], value) for key, value in self.items()]


def hash_lines(lines) -> str:
    """SHA-256 of lines of text, as hexadecimal."""
    digest = hashlib.sha256()
    for line in lines:
        digest.update(line.encode("utf-8") + b"\n")
    return digest.hexdigest()
