"""The real settings made fast."""

import os
import tempfile
from pathlib import Path

os.environ["DEMO"] = "1"
os.environ["DATA_DIR"] = os.environ.get("TEST_DATA_DIR") or tempfile.mkdtemp(prefix="portal-tests-")

from portal.settings import *  # noqa: F403
from portal.settings import DATA_DIR, STORAGES

FIELD_KEYS_FILE = Path(__file__).parent / "field-keys.json"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
FASTEST_PAGE_SECONDS, SENDINGS_PER_ADDRESS = 0, 100_000  # tests are robots
CLAMD_SOCKET = ""  # the tests that want a scanner say so
ELASTICSEARCH_URL = ""  # likewise
STATIC_ROOT = DATA_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
