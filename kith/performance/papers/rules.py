"""Whether a published value and what was found for it are the same. Plain values only."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

AGREES, ROUNDING, CONTRADICTS, NOT_YET = "agrees", "rounding", "contradicts", "not yet"
WORST_FIRST = (CONTRADICTS, ROUNDING, AGREES)


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found for something published: in words, with a verdict and, when it contradicts, why."""

    words: str
    verdict: str = AGREES
    why: str = ""


def same(printed: Decimal | int, exact: Decimal | int, nearest: int = 0) -> str:
    """Compare to as many decimals as are printed, half up; `nearest` is the round number a text speaks in."""
    published, found = Decimal(printed), Decimal(exact)
    if (
        found.quantize(Decimal(1).scaleb(int(published.as_tuple().exponent)), rounding=ROUND_HALF_UP)
        == published
    ):
        return AGREES
    if nearest and (found / nearest).quantize(Decimal(1), rounding=ROUND_HALF_UP) * nearest == published:
        return ROUNDING
    return CONTRADICTS


def all_of(findings: Iterable[Finding], joined: str = "; ") -> Finding:
    """Several findings as one, with the worst of their verdicts."""
    found = list(findings)
    verdict = min((one.verdict for one in found), key=WORST_FIRST.index)
    why = joined.join(dict.fromkeys(one.why for one in found if one.verdict == verdict and one.why))
    return Finding(joined.join(one.words for one in found), verdict, why)


def verdict_words(finding: Finding, because: str = "") -> str:
    """'agrees', 'rounding', 'contradicts: why'."""
    if finding.verdict != CONTRADICTS:
        return finding.verdict
    return f"{CONTRADICTS}: {'; '.join(part for part in (finding.why, because) if part)}"
