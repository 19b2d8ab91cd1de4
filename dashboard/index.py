"""The HTML around the app: language, theme, description, and a skeleton to look at while it loads."""

import json
import re
from html import escape
from urllib.parse import urlencode

from flask import request

from dashboard.routes.queries import base_url
from dashboard.style import THEMES, css_tokens
from geodata.columns import COLUMNS
from geodata.export import EXPORTS
from geodata.export.provenance import LICENCE_URL, PUBLISHER

_PAGE = """<!DOCTYPE html>
<html lang="{language}" data-theme="{theme}" data-version="{version}" data-table-code="{table_code}"{embed}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="description" content="{description}">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
{favicon}
<style>{tokens}</style>
<script type="application/ld+json">{json_ld}</script>
{css}
</head>
<body>
{app_entry}
<footer>{config}{scripts}{renderer}</footer>
<noscript><p>{no_script} {downloads}</p></noscript>
</body>
</html>
"""
_ENTRY = """<div id="react-entry-point"><div class="skeleton" role="status">
<div class="skeleton-bar"><strong>{brand}</strong><span>{place}</span></div>
<div class="skeleton-body"><div class="skeleton-side"></div><div class="skeleton-map"><p>{loading}</p></div></div>
</div></div>"""


def index_page(context, parts, settings) -> str:
    """The page as HTML. `parts`: what Dash wants to put in (css, config, scripts, renderer, favicon)."""
    t = context.texts
    theme = request.args.get("theme")
    downloads = " ".join(f'<a href="/export/atlas.{kind}?{escape(urlencode(list(request.args.items())))}">{kind}</a>'
                         for kind in ("csv", "xlsx", "geojson"))
    entry = _ENTRY.format(brand=escape(t["brand"]), place=escape(t["brand_place"]), loading=escape(t["loading"]))
    scripts, table_code = _part_scripts(parts["scripts"])
    return _PAGE.format(
        language=context.language, theme=theme if theme in THEMES else "", description=escape(t["description"]),
        title=escape(t["title"]), favicon='<link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">',
        tokens=theme_css(), css=parts["css"], app_entry=entry, config=parts["config"], scripts=scripts,
        table_code=table_code,
        version=escape(context.data_version), embed=" data-embed" if request.path.startswith("/embed") else "",
        json_ld=_dataset(context, settings), renderer=parts["renderer"], no_script=escape(t["no_script"]),
        downloads=downloads)


def _part_scripts(scripts) -> tuple[str, str]:
    """The script elements without the table's, and its address: a third of all code, loaded when the table opens."""
    tag = re.search(r'<script src="([^"]*/dash_ag_grid/[^"]*)"></script>', scripts)
    return scripts.replace(tag[0], ""), tag[1]


def _dataset(context, settings) -> str:
    """The catalogue as a schema.org Dataset (JSON-LD), for search engines and reference managers."""
    t, url = context.texts, base_url(settings)
    west, south, east, north = (round(float(value), 2) for value in context.records.region_bounds)
    text = json.dumps({
        "@context": "https://schema.org/", "@type": "Dataset", "name": t["title"], "description": t["description"],
        "url": f"{url}/", "version": context.data_version, "inLanguage": context.language,
        "license": LICENCE_URL, "isAccessibleForFree": True,
        "creator": {"@type": "Organization", "name": PUBLISHER},
        "dateModified": context.repository.about.get("released"),
        "temporalCoverage": f"{context.repository.first_year}/{context.last_year}",
        "spatialCoverage": {"@type": "Place", "geo": {"@type": "GeoShape", "box": f"{south} {west} {north} {east}"}},
        "variableMeasured": [column.label["en"] for column in COLUMNS if column.unit],
        "distribution": [{"@type": "DataDownload", "encodingFormat": format_.media_type,
                          "contentUrl": f"{url}/export/atlas.{suffix}"} for suffix, format_ in EXPORTS.items()],
    }, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace("&", "\\u0026")


def theme_css() -> str:
    """The colour tokens: light, dark where the reader's system asks for it, and either when chosen."""
    light, dark = (f"color-scheme: {theme};\n{css_tokens(theme)}" for theme in ("light", "dark"))
    return (f":root{{{light}}}\n"
            f'@media (prefers-color-scheme: dark){{:root:not([data-theme="light"]){{{dark}}}}}\n'
            f':root[data-theme="dark"]{{{dark}}}')
