"""Every indicator there is, in the order of the dashboard. To add one,
see docs/guides/add-an-indicator.md.
"""

from kith.core.catalogue import Catalogue
from kith.performance.definition import Indicator
from kith.performance.indicators import assessment, caseload, frontdoor, sign_off

INDICATORS: Catalogue[Indicator] = Catalogue("indicator")
for module in (frontdoor, assessment, sign_off, caseload):
    for indicator in module.INDICATORS:
        INDICATORS.add(indicator.code, indicator, indicator.words)

TOPICS = tuple(dict.fromkeys(entry.thing.topic for entry in INDICATORS))
