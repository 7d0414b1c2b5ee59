"""Every indicator there is, in the order of the dashboard. To add one,
see docs/guides/add-an-indicator.md.
"""

from kith.core.catalogue import Catalogue
from kith.performance.definition import Indicator
from kith.performance.indicators import (
    assessment,
    audits,
    care,
    care_health,
    care_missing,
    caseload,
    frontdoor,
    improvement,
    in_need,
    journey,
    leaving,
    listening,
    plans,
    protection,
    sign_off,
    supervision,
    workforce,
)

INDICATORS: Catalogue[Indicator] = Catalogue("indicator")
for module in (
    frontdoor,
    assessment,
    in_need,
    protection,
    plans,
    care,
    care_missing,
    care_health,
    leaving,
    journey,
    caseload,
    sign_off,
    supervision,
    workforce,
    improvement,
    listening,
    audits,
):
    for indicator in module.INDICATORS:
        INDICATORS.add(indicator.code, indicator, indicator.words)

TOPICS = tuple(dict.fromkeys(entry.thing.topic for entry in INDICATORS))
