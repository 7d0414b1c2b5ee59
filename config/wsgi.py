"""The web application that the server calls."""

import gc
import os

from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
os.environ.setdefault("KITH_SERVING", "1")
application = get_wsgi_application()

# A server does not start with an unlocked page or a broken pack; its management commands say the same.
call_command("check")

# What is loaded by now stays: no need to search it again for rubbish at every few hundred new objects, of which
# a page makes tens of thousands.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)
