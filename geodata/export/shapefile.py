"""Records as shapefiles in a ZIP archive, for programs that read nothing newer.

A README beside them holds the provenance and says what the shortened column names stand for; since a
shapefile cuts long texts, the archive has them whole as CSV.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import pyogrio

from geodata.export.archive import pack_files
from geodata.export.delimited import csv_text, write_plain_csv
from geodata.export.frames import GEOMETRY_TYPES, flat_frame
from geodata.export.provenance import Provenance
from geodata.export.table import CODES_AS_NAMES, flatten, layers_of, source_table
from geodata.sentences import Names

DBF_TEXT = 254  # bytes that a dBASE text field holds

# dBASE allows ten characters in a column name; here is what each is called there.
SHORT_NAMES = {
    "id": "id", "layer": "layer", "layer_label": "layer_l", "name": "name", "name_zh": "name_zh",
    "name_ru": "name_ru", "kind": "kind", "kind_label": "kind_l", "sector": "sector", "sector_label": "sector_l",
    "subsector": "subsector", "subsector_label": "subsect_l", "subsector_text": "subsect_t",
    "commodity": "commodity", "commodity_label": "commod_l", "countries": "countries",
    "countries_label": "countr_l", "place": "place", "precision": "precision", "precision_label": "precis_l",
    "status": "status", "status_label": "status_l", "year_agreed": "yr_agreed", "year_started": "yr_started",
    "year_completed": "yr_compl", "active_from": "act_from", "active_to": "act_to",
    "accuracy": "accuracy", "accuracy_label": "accur_l", "capacity": "capacity", "capacity_unit": "cap_unit",
    "capacity_unit_label": "cap_unit_l", "capacity_note": "cap_note",
    "length_km": "length_km", "drawn_km": "drawn_km", "diameter_mm": "diam_mm", "cost_usd_million": "cost_musd",
    "cost_year": "cost_year", "cost_note": "cost_note", "jobs": "jobs",
    "chinese_parties": "cn_party", "chinese_parties_label": "cn_party_l",
    "local_partners": "local", "local_partners_label": "local_l", "financiers": "financ",
    "financiers_label": "financ_l", "parties": "parties", "parties_label": "parties_l", "summary": "summary",
    "open_questions": "questions", "confidence": "confidence", "confidence_label": "confid_l",
    "in_brief": "in_brief", "parent": "parent", "waypoints": "waypoints", "sources": "sources",
    "collection": "collection", "collection_label": "collect_l",
}


def write_shp_zip(gdf, provenance: Provenance, names: Names = CODES_AS_NAMES, look=None) -> bytes:
    """A shapefile for each layer asked for, packed with a README and the full texts."""
    layers = layers_of(provenance.what)
    files = {"README.txt": _readme(gdf, provenance, layers).encode("utf-8-sig")}
    with tempfile.TemporaryDirectory() as folder:
        for layer in layers:
            _write_shapefile(gdf[gdf["layer"] == layer], layer, Path(folder), provenance, names)
        for path in sorted(Path(folder).iterdir()):
            files[path.name] = path.read_bytes()
    files["full_texts.csv"] = write_plain_csv(gdf, provenance, names)
    files["sources.csv"] = csv_text(source_table(gdf)).encode("utf-8-sig")
    return pack_files(files, provenance.made_on)


def _write_shapefile(part, layer, folder, provenance, names):
    frame = flat_frame(part, provenance, (layer,), names).rename(columns=short_name)
    for column in frame.columns:
        if frame[column].dtype == "str":
            frame[column] = frame[column].map(_cut_bytes, na_action="ignore")
    pyogrio.write_dataframe(
        frame, folder / f"{layer}.shp", driver="ESRI Shapefile", geometry_type=GEOMETRY_TYPES[layer],
        promote_to_multi=layer != "sites", ENCODING="UTF-8", DBF_DATE_LAST_UPDATE=provenance.made_on.isoformat())


def short_name(name: str) -> str:
    """What a column is called in a shapefile: as the table says, else its beginning (and `_l` for a label)."""
    if name in SHORT_NAMES:
        return SHORT_NAMES[name]
    return f"{name[:8]}_l" if name.endswith("_label") else name[:10]


def _cut_bytes(text):
    data = text.encode("utf-8")
    return text if len(data) <= DBF_TEXT else data[:DBF_TEXT - 3].decode("utf-8", "ignore") + "…"


def _readme(gdf, provenance, layers):
    fields = flatten(gdf.iloc[:0], provenance.language, layers).fields
    lines = [provenance.title, "=" * len(provenance.title), ""]
    lines += [f"{label}: {value}" for label, value in provenance.labelled_items()]
    lines += ["", f"Shapefiles: {', '.join(f'{layer}.shp' for layer in layers)} (WGS 84, EPSG:4326; text in UTF-8).",
              f"A shapefile cuts column names to 10 characters and text to {DBF_TEXT} bytes; texts that were cut end",
              "with an ellipsis. full_texts.csv has every text whole, sources.csv every source in its own row.",
              "", "Column      stands for"]
    lines += [f"{short_name(field.name):<11} {field.name}: {field.help}" for field in fields]
    return "\r\n".join(lines) + "\r\n"
