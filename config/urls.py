"""Every address of the site: the locked pages of every app."""

from importlib.util import find_spec

from kith.access.doors import urls_of

APPS = (
    "kith.desk", "kith.improvement", "kith.performance", "kith.quality",
    "kith.frontdoor", "kith.protection", "kith.inneed", "kith.care", "kith.earlyhelp", "kith.court",
    "kith.listening", "kith.work", "kith.people", "kith.access",
)  # fmt: skip

urlpatterns = urls_of(*(app for app in APPS if find_spec(app) is not None))

handler500 = "kith.database.faults.fault"
handler404 = "kith.ui.refusals.not_there"
handler403 = "kith.ui.refusals.not_allowed"
handler400 = "kith.ui.refusals.not_understood"
