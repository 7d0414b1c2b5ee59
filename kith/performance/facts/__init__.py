"""The fact relations that figures are counted in: SQL text over the operational tables, by subject. No Django here."""

from kith.performance.facts import care, casework, clocks, demand, inspection, journey, onward, protection

FACTS = (
    *casework.FACTS,
    *clocks.FACTS,
    *protection.FACTS,
    *care.FACTS,
    *journey.FACTS,
    *inspection.FACTS,
    *demand.FACTS,
    *onward.FACTS,
)
