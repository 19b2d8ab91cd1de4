"""The map to take away: the records of a view as one HTML file, made with Folium, that needs no network.

`page.py` puts the file together, `records.py` says what each record looks like and what is known of it,
`basemap.py` gives the ground it lies on, `leaflet.py` finds Leaflet, `legend.py` draws the legend. `takeaway.js`
and `takeaway.css` go into every file. It stands here and not in `geodata.export`, since it draws with the
dashboard's own tables of colours and words.
"""

from __future__ import annotations

from geodata.export import Format


def write_html(gdf, provenance, names, look=None) -> bytes:
    """The records as one HTML file. Folium takes half a second to load, so it is loaded with the first file."""
    from dashboard.takeaway.page import make_page

    return make_page(gdf, provenance, names).encode("utf-8")


MOST = 20_000  # records: some 40 MB, which a browser still opens
FORMATS = {"html": Format("html", "text/html; charset=utf-8", write_html, most=MOST)}
