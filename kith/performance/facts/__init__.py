"""The fact relations that figures are counted in: SQL text over the operational tables, by subject. No Django here."""

from kith.performance.facts import (
    audits,
    care,
    casework,
    clocks,
    demand,
    improvement,
    inspection,
    journey,
    leaving,
    listening,
    onward,
    protection,
    visits,
    workforce,
    workload,
)

FACTS = (
    *casework.FACTS,
    *clocks.FACTS,
    *protection.FACTS,
    *care.FACTS,
    *leaving.FACTS,
    *journey.FACTS,
    *workload.FACTS,
    *workforce.FACTS,
    *visits.FACTS,
    *inspection.FACTS,
    *demand.FACTS,
    *onward.FACTS,
    *audits.FACTS,
    *improvement.FACTS,
    *listening.FACTS,
)
