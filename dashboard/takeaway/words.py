"""The few sentences that only the map to take away says; all others are the page's own."""

WORDS = {
    "en": {
        "about": "About this file",
        "note": "One file, made to be kept: it needs no network. Outlines of land and water are simplified for "
                "drawing.",
        "open_view": "This view in the atlas",
        "open_record": "This record in the atlas",
        "no_match": "No name matches.",
        "matches": "{n} names match",
        "no_script": "This map needs JavaScript.",
    },
    "ru": {
        "about": "Об этом файле",
        "note": "Один файл, который можно хранить: сеть ему не нужна. Очертания суши и вод упрощены для рисунка.",
        "open_view": "Этот вид в атласе",
        "open_record": "Эта запись в атласе",
        "no_match": "Нет подходящих названий.",
        "matches": "Подходящих названий: {n}",
        "no_script": "Для этой карты нужен JavaScript.",
    },
    "zh": {
        "about": "关于此文件",
        "note": "单个文件，可长期保存，无需联网。陆地与水域的轮廓为绘图而简化。",
        "open_view": "在图集中打开此视图",
        "open_record": "在图集中打开此记录",
        "no_match": "没有匹配的名称。",
        "matches": "{n} 个名称匹配",
        "no_script": "此地图需要 JavaScript。",
    },
}
