"""The settings under test: a record store of its own, a day that stands still, and never a real database."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

for real in ("DATABASE_URL", "DATABASE_OWNER_URL", "KITH_SERVING", "KITH_HTTPS", "KITH_DEMO", "KITH_DEBUG"):
    os.environ.pop(real, None)
os.environ["KITH_HOME"] = os.environ.get("KITH_TEST_HOME", str(ROOT / ".kith" / "test"))
os.environ["KITH_DB_ROLE"] = "owner"  # the tables are its own; each test then steps down to the web role
os.environ["KITH_TODAY"] = "2026-10-14"

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES, STATIC_ROOT  # noqa: E402

DATABASES["default"]["SERVER_SETTINGS"] = {  # nothing here is worth the wait for a disk
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns when it is missing
