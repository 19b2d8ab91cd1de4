"""A layer's look as QGIS reads it (QML): sites by sector, lines by kind, names as labels close up."""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from geodata.codes import code_label
from geodata.export.look import Look

_POINT, _LINE = "0", "1"  # Qgis::GeometryType
_ROAD_MM = 0.7            # width of a road on the screen, in millimetres


def layer_qml(layer: str, codes, look: Look, language: str) -> str:
    """The style of a layer whose sectors (sites) or kinds (lines) are `codes`."""
    column = "sector" if layer == "sites" else "kind"
    symbol = _marker if layer == "sites" else _stroke
    categories = "".join(
        f"<category render=\"true\" type=\"string\" value={quoteattr(code)} symbol=\"{number}\" "
        f"label={quoteattr(code_label(column, code, language))}/>" for number, code in enumerate(codes))
    symbols = "".join(symbol(number, code, look) for number, code in enumerate(codes))
    return ("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>"
            '<qgis version="3.22.0" styleCategories="Symbology|Labeling">'
            f'<renderer-v2 type="categorizedSymbol" attr="{column}" enableorderby="0" forceraster="0" '
            f'symbollevels="0"><categories>{categories}</categories><symbols>{symbols}</symbols></renderer-v2>'
            f"{_labelling(layer)}"
            f"<layerGeometryType>{_POINT if layer == 'sites' else _LINE}</layerGeometryType></qgis>")


def _marker(number, sector, look):
    return _symbol("marker", number, "SimpleMarker", {
        "name": "circle", "color": _rgba(look.point_colour(sector)), "outline_color": "255,255,255,255",
        "outline_width": "0.3", "outline_width_unit": "MM", "size": "2.6", "size_unit": "MM"})


def _stroke(number, kind, look):
    return _symbol("line", number, "SimpleLine", {
        "line_color": _rgba(look.line_colour(kind)), "line_width": f"{_ROAD_MM * look.line_width(kind):.2f}",
        "line_width_unit": "MM", "capstyle": "round", "joinstyle": "round"})


def _symbol(type_, number, class_, options):
    """Properties twice: `Option` is what QGIS reads since 3.18, `prop` what it read before."""
    option = "".join(f'<Option name="{k}" type="QString" value="{v}"/>' for k, v in options.items())
    prop = "".join(f'<prop k="{k}" v="{v}"/>' for k, v in options.items())
    return (f'<symbol type="{type_}" name="{number}" alpha="1" clip_to_extent="1" force_rhr="0">'
            f'<layer class="{class_}" enabled="1" locked="0" pass="0"><Option type="Map">{option}</Option>{prop}'
            "</layer></symbol>")


def _labelling(layer):
    placement = "0" if layer == "sites" else "2"  # around the point; parallel to the line
    return ('<labeling type="simple"><settings>'
            '<text-style fieldName="name" fontSize="8" fontSizeUnit="Point" textColor="31,37,43,255">'
            '<text-buffer bufferDraw="1" bufferSize="0.8" bufferSizeUnits="MM" bufferColor="255,255,255,255"/>'
            f'</text-style><placement placement="{placement}" dist="1" distUnits="MM"/>'
            '<rendering scaleVisibility="1" scaleMin="1" scaleMax="1500000"/></settings></labeling>')


def _rgba(colour):
    return ",".join(str(int(colour[i:i + 2], 16)) for i in (1, 3, 5)) + ",255"
