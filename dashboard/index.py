"""The HTML around the app: language, theme, description, and a skeleton to look at while it loads."""

from html import escape
from urllib.parse import urlencode

from flask import request

from dashboard.style import THEMES, css_tokens

_PAGE = """<!DOCTYPE html>
<html lang="{language}" data-theme="{theme}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="description" content="{description}">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
{favicon}
<style>{tokens}</style>
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


def index_page(context, parts) -> str:
    """The page as HTML. `parts`: what Dash wants to put in (css, config, scripts, renderer, favicon)."""
    t = context.texts
    theme = request.args.get("theme")
    downloads = " ".join(f'<a href="/export/atlas.{kind}?{escape(urlencode(list(request.args.items())))}">{kind}</a>'
                         for kind in ("csv", "xlsx", "geojson"))
    entry = _ENTRY.format(brand=escape(t["brand"]), place=escape(t["brand_place"]), loading=escape(t["loading"]))
    return _PAGE.format(
        language=context.language, theme=theme if theme in THEMES else "", description=escape(t["description"]),
        title=escape(t["title"]), favicon='<link rel="icon" href="/assets/favicon.svg" type="image/svg+xml">',
        tokens=theme_css(), css=parts["css"], app_entry=entry, config=parts["config"], scripts=parts["scripts"],
        renderer=parts["renderer"], no_script=escape(t["no_script"]), downloads=downloads)


def theme_css() -> str:
    """The colour tokens: light, dark where the reader's system asks for it, and either when chosen."""
    light, dark = css_tokens("light"), css_tokens("dark")
    return (f":root{{{light}}}\n"
            f'@media (prefers-color-scheme: dark){{:root:not([data-theme="light"]){{{dark}}}}}\n'
            f':root[data-theme="dark"]{{{dark}}}')
