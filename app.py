"""Belt & Road Atlas: Central Asia. `python app.py` serves it; `gunicorn app:server` too.

Settings come from the environment (docs/settings.md). A broken catalogue stops the start with every
problem of it, never a half-loaded map.
"""

import sys

from dashboard.factory import create_app
from dashboard.logs import set_up_logs
from dashboard.serving import serve
from dashboard.settings import Settings, SettingsError
from geodata.errors import DataFileError
from geodata.repository import Repository

try:
    settings = Settings.from_environment()
    set_up_logs(settings.log_format, settings.log_level)
    repository = Repository(settings.catalogue_dir) if settings.catalogue_dir else Repository()
except (DataFileError, SettingsError) as error:
    sys.exit(str(error))

app = create_app(repository, settings)
server = app.server

if __name__ == "__main__":
    serve(app, settings)
