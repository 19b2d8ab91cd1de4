"""Pages that are made from the code are as the code says."""

from pathlib import Path

import pytest

from dashboard.settings import Settings, settings_page
from geodata.codes import CODE_LISTS
from geodata.columns import COLUMNS
from geodata.dictionary import data_dictionary

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize(("page", "make", "command"), [
    ("data-dictionary.md", data_dictionary, "python -m geodata dictionary"),
    ("settings.md", settings_page, "python -m dashboard.settings"),
])
def test_a_made_page_is_up_to_date(page, make, command):
    assert (DOCS / page).read_text(encoding="utf-8") == make(), f"run: {command} > docs/{page} (or make docs)"
    assert f"`{command} > docs/{page}`" in make()


def test_the_dictionary_has_every_column_and_code():
    page = data_dictionary()
    assert all(f"| `{column.name}` |" in page for column in COLUMNS)
    assert all(f"| `{code}` |" in page for name, codes in CODE_LISTS.items() if name != "country" for code in codes)


def test_the_settings_page_has_every_variable_and_no_path_of_this_machine():
    page = settings_page()
    assert all(f"| `{field.metadata['env']}` |" in page for field in Settings.__dataclass_fields__.values())
    assert str(Path.home()) not in page.replace("| `/", "")
