"""The sentences of a printed map, in each language; what the page says too is taken from its texts."""

WORDS = {
    "en": {
        "nothing": "No record fits these choices.",
        "nothing_here": "None of these records lies within this view.",
        "outside_one": "1 record outside this map", "outside": "{n} records outside this map",
        "frame": "this map", "scan": "This view, live and with sources", "scale": "about 1:{n} on {paper}",
        "numbered": "Records", "north": "N", "more": "and {n} more", "compass": ("E", "W", "N", "S"),
        "aea": "Albers equal-area conic projection, standard parallels {a} and {b}",
        "laea": "Lambert azimuthal equal-area projection, centre {a}, {b}", "eqearth": "Equal Earth projection",
        "cite": "Please cite as: {text}", "made_on": "Made on {date}",
        "credits": "Basemap: Natural Earth; relief: Tom Patterson (both public domain). Borders are shown de facto; "
                   "their depiction is no statement on the status of any territory.",
        "no_font": "In English: no font with Chinese characters is installed where this map was made.",
    },
    "ru": {
        "nothing": "Под эти условия не подходит ни одна запись.",
        "nothing_here": "Ни одна из этих записей не попадает в этот вид.",
        "outside_one": "Записей за рамкой карты: 1", "outside": "Записей за рамкой карты: {n}",
        "frame": "эта карта", "scan": "Этот вид на сайте, с источниками", "scale": "около 1:{n} на листе {paper}",
        "numbered": "Записи", "north": "С", "more": "и ещё {n}",
        "compass": (" в. д.", " з. д.", " с. ш.", " ю. ш."),
        "aea": "Равновеликая коническая проекция Альберса, стандартные параллели {a} и {b}",
        "laea": "Равновеликая азимутальная проекция Ламберта, центр {a}, {b}",
        "eqearth": "Равновеликая проекция Equal Earth",
        "cite": "Просим ссылаться так: {text}", "made_on": "Составлено {date}",
        "credits": "Основа: Natural Earth; рельеф: Том Паттерсон (общественное достояние). Границы показаны де-факто; "
                   "их изображение не выражает мнения о статусе территорий.",
        "no_font": "",
    },
    "zh": {
        "nothing": "没有记录符合这些条件。", "nothing_here": "这些记录均不在此视图范围内。",
        "outside_one": "图幅外有 1 条记录", "outside": "图幅外有 {n} 条记录",
        "frame": "本图", "scan": "在线查看此视图及来源", "scale": "{paper} 纸上约 1:{n}",
        "numbered": "记录", "north": "北", "more": "另有 {n} 条", "compass": ("E", "W", "N", "S"),
        "aea": "阿尔伯斯等积圆锥投影，标准纬线 {a} 和 {b}", "laea": "兰伯特等积方位投影，中心 {a}，{b}",
        "eqearth": "Equal Earth 等积投影", "cite": "引用格式：{text}", "made_on": "制图日期 {date}",
        "credits": "底图：Natural Earth；地形晕渲：Tom Patterson（均属公有领域）。"
                   "边界按实际控制情况绘制，不代表对任何领土地位的立场。",
        "no_font": "",
    },
}
