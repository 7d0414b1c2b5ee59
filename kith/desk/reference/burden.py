"""What the forms and sign-offs of every pack cost, and what the seconds were reckoned with."""

from kith.desk.reference import marks
from kith.practice import Authority, Practice
from kith.practice.budgets import SHOWN, Exemption
from kith.practice.burden import Burden, CaseCost, FormCost, burden
from kith.practice.burden_words import LEFT_OUT, verdict
from kith.practice.hands import Hands

ABOUT = (
    "Counted from the packs by `manage.py pack burden`. A question is shown by default when it has no `show_if`. "
    "A question is asked again when an earlier form of the same routine case asks it in the same words, or is filled "
    "from the same fact; what stands with the outcome is not counted, since it is about that piece of work. Sign-offs "
    "for each child are the decisions its work waits for. Work written for brothers and sisters together is decided "
    f"once for all of them. {LEFT_OUT}"
)


def sheet(authority: Authority) -> str:
    """The page `burden.md`."""
    parts = [part for practice in authority.practices.values() for part in _pack(practice, authority.hands)]
    return marks.sheet("What forms and sign-offs cost", ABOUT, [*parts, *_hands(authority.hands)])


def _pack(practice: Practice, hands: Hands) -> list[str]:
    held = burden(practice, hands, practice.budgets.newest_day())
    return [
        f"## {practice.title} (`{practice.code}`)",
        _budgets(practice),
        marks.table(
            ["form", "shown by default", "all", "needed to finish", "by law", "filled", "asked elsewhere",
             "minutes, one child"],
            [_form(one) for one in held.forms],
        ),
        "### A year of a routine case",
        marks.table(
            ["case", "children", "sign-offs for each child", "decisions", "pieces of work", "questions shown", "all",
             "needed to finish", "by law",
             "asked again", "minutes, worker", "minutes, manager"],
            [_case(one) for one in held.cases],
        ),
        *_again(held),
        *_exemptions(practice),
    ]  # fmt: skip


def _budgets(practice: Practice) -> str:
    return marks.table(
        ["budget", "most", "first day", "last day", "source"],
        [
            [marks.code(one.what), str(one.most), str(one.since or ""), str(one.until or ""), one.source]
            for one in practice.budgets.budgets
        ],
    )


def _form(one: FormCost) -> list[str]:
    counts = (one.questions, one.required, one.statutory, one.filled, one.asked_again)
    return [
        f"{one.title} ({marks.code(one.code)})",
        verdict(one.shown),
        *map(str, counts),
        f"{one.minutes:g}",
    ]


def _case(one: CaseCost) -> list[str]:
    counts = (
        one.decisions,
        one.pieces,
        one.questions,
        len(one.asked_again),
        one.minutes,
        one.sign_off_minutes,
    )
    named = f"{one.title} ({marks.code(one.code)})"
    return [named, str(one.children), verdict(one.sign_offs), *(f"{count:g}" for count in counts)]


def _again(held: Burden) -> list[str]:
    rows = [
        [case.title, one.ask, one.form, one.earlier_form, marks.code(one.fact)]
        for case in held.cases
        for one in case.asked_again
    ]
    if not rows:
        return []
    return ["### Asked again", marks.table(["case", "question", "in", "after", "same fact"], rows)]


def _exemptions(practice: Practice) -> list[str]:
    if not practice.budgets.exemptions:
        return []
    head = ["what", "of", "most", "why", "who", "first day", "last day"]
    return ["### Exceptions", marks.table(head, map(_exemption, practice.budgets.exemptions))]


def _exemption(one: Exemption) -> list[str]:
    kind = "form" if one.what == SHOWN else "case"
    return [
        marks.code(one.what), f"{kind} {marks.code(one.of)}", str(one.most), one.reason, one.who,
        str(one.since), str(one.until),
    ]  # fmt: skip


def _hands(hands: Hands) -> list[str]:
    operators = [[one.sign, one.title, f"{one.seconds:.2f}", one.source] for one in hands.operators.values()]
    acts = [
        [marks.code(one.of), " ".join(f"{number}{sign}" for sign, number in one.counted.items()), one.about]
        for one in (*hands.answers.values(), *hands.around.values())
    ]
    return [
        "## What the minutes were reckoned with",
        marks.table(["sign", "what", "seconds", "source"], operators),
        marks.table(["question or part", "takes", "assumed"], acts),
    ]
