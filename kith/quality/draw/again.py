"""A draw made again from its seed and from what was kept beside it: whether it gives what it gave."""

from dataclasses import dataclass

from kith.core.reading_words import count
from kith.quality.draw import rules
from kith.quality.models import AuditDraw


@dataclass(frozen=True, slots=True)
class Again:
    """A draw that was made again: how many children and audits, and whether they are the same."""

    row: AuditDraw
    cases: int
    audits: int
    seconds: int
    is_same: bool

    @property
    def words(self) -> str:
        """'Drawn again from the same seed and the same 2,000 children: the same 27 audits.'"""
        same = f"the same {count(self.audits, 'audit')}" if self.is_same else "OTHER audits than were kept"
        return (
            f"Drawn again from the same seed and the same {count(self.cases, 'child', 'children')}: {same}."
        )


def drawn_again(row: AuditDraw) -> Again:
    """Make the draw again and compare."""
    drawn, _ = rules.draw(row.seed, rules.given_from(row.given))
    taken = [[one.auditor, one.case, one.stratum, one.second] for one in drawn]
    seconds = sum(1 for one in drawn if one.second)
    return Again(row, len(row.given["cases"]), len(drawn), seconds, taken == row.taken)
