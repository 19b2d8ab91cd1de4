"""Records as KML for Google Earth and phones: a folder for each layer, sites by sector, lines by kind.

What a balloon shows is HTML made here with every text escaped; all columns are in `ExtendedData`, the
provenance in the document's own.
"""

from __future__ import annotations

import html
import io
from itertools import chain
from xml.sax.saxutils import escape, quoteattr

import shapely

from geodata.codes import code_label
from geodata.columns import COLUMN
from geodata.export.look import GREY_LOOK, Look
from geodata.export.provenance import Provenance
from geodata.export.table import (
    CODES_AS_NAMES,
    clean_text,
    describe_source,
    flatten,
    layers_of,
    record_columns,
    round_coordinates,
    slices,
)
from geodata.sentences import Names

_ROAD_PIXELS = 3
_FACTS = ("kind_label", "status_label", "countries_label", "place", "precision_label", "year_agreed", "year_started",
          "year_completed", "capacity", "length_km", "cost_usd_million", "chinese_parties_label",
          "local_partners_label", "financiers_label", "open_questions")


def write_kml(gdf, provenance: Provenance, names: Names = CODES_AS_NAMES, look: Look = GREY_LOOK) -> bytes:
    """The records as one KML document; a layer asked for but without records is an empty folder."""
    look = look or GREY_LOOK
    layers = layers_of(provenance.what)
    head = [f"<name>{_text(provenance.title)}</name>",
            '<atom:author><atom:name>Belt &amp; Road Atlas</atom:name></atom:author>',
            f'<atom:link rel="related" href={quoteattr(provenance.permalink)}/>',
            f"<description>{_text(_describe_file(provenance))}</description>"]
    lines = ['<?xml version="1.0" encoding="UTF-8"?>',
             '<kml xmlns="http://www.opengis.net/kml/2.2" xmlns:atom="http://www.w3.org/2005/Atom">', "<Document>",
             *head, *_styles(gdf, look), _extended(provenance.items(), {})]
    file = io.BytesIO()
    for line in chain(lines, *(_folder(layer, gdf[gdf["layer"] == layer], provenance, names) for layer in layers),
                      ["</Document>", "</kml>"]):
        file.write(f"{line}\n".encode())
    return file.getvalue()


def _styles(gdf, look):
    points = gdf[gdf["layer"] == "sites"]
    for sector in sorted(set(points["sector"])):
        colour = _kml_colour(look.point_colour(sector))
        yield (f'<Style id="sector-{sector}"><IconStyle><color>{colour}</color><scale>0.9</scale></IconStyle>'
               "<LabelStyle><scale>0.7</scale></LabelStyle></Style>")
    for kind in sorted(set(gdf.loc[gdf["layer"] != "sites", "kind"])):
        width = f"{_ROAD_PIXELS * look.line_width(kind):.1f}"
        yield (f'<Style id="kind-{kind}"><LineStyle><color>{_kml_colour(look.line_colour(kind))}</color>'
               f"<width>{width}</width></LineStyle></Style>")


def _folder(layer, gdf, provenance, names):
    """The lines of a layer's folder, one by one, made in slices."""
    yield f'<Folder id="{layer}">'
    yield f"<name>{_text(code_label('layer', layer, provenance.language))}</name>"
    for part in slices(gdf):
        yield from _placemarks(layer, part, provenance, names)
    yield "</Folder>"


def _placemarks(layer, part, provenance, names):
    flat = flatten(part, provenance.language, (layer,), names)
    labels = {field.name: field.label for field in flat.fields}
    keys = [field.name for field in flat.fields]
    nested = record_columns(part, provenance.language, (layer,), names)
    sources = nested.columns[[field.name for field in nested.fields].index("sources")]
    shapes = round_coordinates(part.geometry.to_numpy())
    for row, cited, shape in zip(flat.rows(), sources, shapes, strict=True):
        yield _placemark(dict(zip(keys, row, strict=True)), cited, shape, labels, provenance)


def _placemark(record, sources, shape, labels, provenance):
    style = f"sector-{record['sector']}" if record["layer"] == "sites" else f"kind-{record['kind']}"
    name = record.get(f"name_{provenance.language}") or record["name"]
    balloon = _describe_record(record, sources, provenance)
    values = [(key, value) for key, value in record.items() if value is not None]
    return (f'<Placemark id="record-{record["id"]}"><name>{_text(name)}</name>'
            f"<description>{_text(balloon)}</description><styleUrl>#{style}</styleUrl>"
            f"{_extended(values, labels)}{_geometry(shape)}</Placemark>")


def _describe_record(record, sources, provenance):
    """The balloon's HTML. Every text of the record is escaped."""
    rows = [f'<tr><th align="left">{_html(_label(key, provenance.language))}</th>'
            f"<td>{_html(_fact(record, key))}</td></tr>" for key in _FACTS if record.get(key) is not None]
    items = "".join(f"<li>{_link(source)}</li>" for source in sources)
    return (f"<p>{_html(record['summary'] or '')}</p><table>{''.join(rows)}</table>"
            f"<p>{_html(COLUMN['sources'].label[provenance.language])}</p><ol>{items}</ol>"
            f"<p><a href=\"{_html(provenance.record_url(record['id']))}\">{_html(provenance.title)}</a>, "
            f"{_html(provenance.licence)}</p>")


def _label(key, language):
    return COLUMN[key.removesuffix("_label")].label[language]


def _fact(record, key):
    unit = record.get("capacity_unit_label") if key == "capacity" else COLUMN[key].unit if key in COLUMN else None
    return f"{record[key]} {unit}" if unit and unit != "year" else str(record[key])


def _link(source):
    url = source.get("url") or ""
    words = _html(describe_source(source | {"url": None}))
    return f'<a href="{_html(url)}">{words}</a>' if url.startswith(("http://", "https://")) else words


def _describe_file(provenance):
    return "".join(f"<p>{_html(label)}: {_html(str(value))}</p>" for label, value in provenance.labelled_items())


def _extended(pairs, labels):
    data = "".join(f"<Data name={quoteattr(key)}>"
                   + (f"<displayName>{_text(labels[key])}</displayName>" if key in labels else "")
                   + f"<value>{_text(_value(value))}</value></Data>" for key, value in pairs)
    return f"<ExtendedData>{data}</ExtendedData>"


def _value(value):
    return str(value).lower() if isinstance(value, bool) else str(value)


def _geometry(shape):
    if shape is None or shape.is_empty:
        return ""
    parts = "".join(_simple(part) for part in shapely.get_parts(shape))
    return f"<MultiGeometry>{parts}</MultiGeometry>" if shape.geom_type.startswith("Multi") else parts


def _simple(shape):
    points = " ".join(f"{lon:.12g},{lat:.12g}" for lon, lat in shapely.get_coordinates(shape))
    tag, extra = ("Point", "") if shape.geom_type == "Point" else ("LineString", "<tessellate>1</tessellate>")
    return f"<{tag}>{extra}<coordinates>{points}</coordinates></{tag}>"


def _kml_colour(colour):
    """KML writes alpha, blue, green, red."""
    return f"ff{colour[5:7]}{colour[3:5]}{colour[1:3]}".lower()


def _text(text):
    return escape(clean_text(text))


def _html(text):
    return html.escape(clean_text(text), quote=True)
