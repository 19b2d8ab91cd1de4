"""`celery --app dashboard.worker worker --concurrency 2`: makes files in the background where there is Redis.

Needs the same settings as the web server, and the same data folder.
"""

from dashboard.factory import create_app
from dashboard.jobs import celery_app
from dashboard.making import repository_of
from dashboard.settings import Settings

settings = Settings.from_environment()
if not settings.celery_broker:
    raise SystemExit("ATLAS_CELERY_BROKER is not set: expected the address of a Redis, such as redis://127.0.0.1:6379/0")
create_app(repository_of(settings.catalogue_dir), settings)  # registers the jobs
app = celery_app(settings.celery_broker)
