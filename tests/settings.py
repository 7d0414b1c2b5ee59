"""The settings under test: a record store of its own, a day that stands still, and never a real database."""

import hashlib
import os
from pathlib import Path

import jinja2

ROOT = Path(__file__).resolve().parent.parent

for real in ("DATABASE_URL", "DATABASE_OWNER_URL", "KITH_SERVING", "KITH_HTTPS", "KITH_DEMO", "KITH_DEBUG"):
    os.environ.pop(real, None)
os.environ["KITH_HOME"] = os.environ.get("KITH_TEST_HOME", str(ROOT / ".kith" / "test"))
os.environ["KITH_DB_ROLE"] = "owner"  # the tables are its own; each test then steps down to the web role
os.environ["KITH_TODAY"] = "2026-10-14"

from config.settings import *  # noqa: E402, F403
from config.settings import DATABASES, STATIC_ROOT, TEMPLATES  # noqa: E402

DATABASES["default"]["SERVER_SETTINGS"] = {  # nothing here is worth the wait for a disk
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",  # rows come and go with each test; nobody shall count them at an odd moment
}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Each worker translates all templates: let one do it for all, and for the next run. Whatever the environment
# makes of a template is part of the name, what stands in the template is checked by Jinja.
_environment = hashlib.sha256(
    jinja2.__version__.encode() + (ROOT / "kith/ui/jinja.py").read_bytes()
).hexdigest()
_translated = ROOT / ".kith" / "test-templates" / _environment[:16]
_translated.mkdir(parents=True, exist_ok=True)
TEMPLATES[0]["OPTIONS"]["bytecode_cache"] = jinja2.FileSystemBytecodeCache(str(_translated))

STATIC_ROOT.mkdir(parents=True, exist_ok=True)  # WhiteNoise warns when it is missing
