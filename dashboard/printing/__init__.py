"""Printed maps of a filtered view: PNG, SVG and PDF. `page.py` lays out a sheet, `files.py` writes it."""
