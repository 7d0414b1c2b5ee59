"""The steps of every pack: limits with their sources, sign-off, and what may follow."""

from kith.core import reading_words
from kith.desk.reference import marks
from kith.practice import Authority, Limit, Practice, StepKind
from kith.practice.step_words import aim_words

ABOUT = (
    "The whole practice of each pack on one page, as it stands in `packs/*/steps.toml`. "
    "Day 0 is the day of the event that starts the clock."
)


def sheet(authority: Authority) -> str:
    """The page `steps.md`."""
    return marks.sheet("Steps by pack", ABOUT, [_in_force(authority), *_packs(authority)])


def _in_force(authority: Authority) -> str:
    rows = [
        [marks.code(held.pack), _day(held.since) or "the beginning", _day(held.until) or "further notice"]
        for held in authority.in_force
    ]
    return "## Which pack holds\n\n" + marks.table(["pack", "first day", "last day"], rows)


def _packs(authority: Authority) -> list[str]:
    return [part for practice in authority.practices.values() for part in _pack(practice)]


def _pack(practice: Practice) -> list[str]:
    based = f" Based on `{practice.based_on}`." if practice.based_on else ""
    return [
        f"## {practice.title} (`{practice.code}`)",
        practice.about + based,
        *(_step(practice, kind) for kind in practice.steps.values()),
    ]


def _step(practice: Practice, kind: StepKind) -> str:
    rows = [
        ["About", "the children of a family together" if kind.about == "family" else "one child"],
        ["Form", marks.code(kind.form)],
        ["Sign-off", sign_off(practice, kind)],
        ["Should end", "; ".join(map(aim_words, kind.aims))],
        ["Decided first", kind.comes_first],
        ["Review point", _review_point(kind)],
        [
            "Shown as soon due",
            f"{reading_words.working_days(kind.warn_days)} before the limit" if kind.limits else "",
        ],
        ["May follow", "; ".join(_follows(kind, outcome) for outcome in kind.next)],
        ["Started by hand", "yes" if kind.by_hand else "no"],
        ["Written in", marks.codes(sorted(_files(practice, kind)))],
    ]
    facts = marks.table(["", ""], [row for row in rows if row[1]])
    return "\n\n".join(
        part for part in [f"### {kind.title} (`{kind.code}`)", kind.purpose, facts, _limits(kind)] if part
    )


def sign_off(practice: Practice, kind: StepKind) -> str:
    """Who ends a step, in words."""
    role = practice.roles.get(kind.sign_off.by)
    who = f"{role.title.lower()} (`{role.code}`)" if role else marks.code(kind.sign_off.by)
    read = f", one in {kind.sign_off.sample} is drawn and read" if kind.sign_off.sample else ""
    return {
        "approve": f"signed off by a {who}",
        "tell": f"a {who} is told; nothing waits{read}",
        "none": "none",
    }[kind.sign_off.how]


def _review_point(kind: StepKind) -> str:
    point = kind.review_point
    return f"{point.title}, working day {point.working_days} from the start ({point.source})" if point else ""


def _follows(kind: StepKind, outcome: str) -> str:
    started, effect = kind.started_by(outcome), kind.effects.get(outcome)
    says = [f"starts {marks.codes(started)}"] if started else []
    says += [f"effect {marks.code(effect)}"] if effect else []
    return f"{marks.code(outcome)} ({', '.join(says)})" if says else marks.code(outcome)


def _files(practice: Practice, kind: StepKind) -> set[str]:
    return {file for name, file in practice.origins.items() if name.startswith(f"step {kind.code}.")}


def _limits(kind: StepKind) -> str:
    head = ["limit", "counted from", "for clocks that start", "source"]
    return marks.table(head, [_limit(limit) for limit in kind.limits]) or "No limit."


def _limit(limit: Limit) -> list[str]:
    length = (
        reading_words.count(limit.calendar_days, "day")
        if limit.calendar_days is not None
        else reading_words.working_days(limit.working_days or 0)
    )
    otherwise = f"; where there is none, {limit.otherwise_clock}" if limit.otherwise_clock else ""
    source = limit.source if limit.verified else f"{limit.source}. **Not verified:** {limit.caution}"
    return [length, limit.clock + otherwise, _span(limit), source]


def _span(limit: Limit) -> str:
    since = f"from {_day(limit.since)}" if limit.since else ""
    until = f"until {_day(limit.until)}" if limit.until else ""
    return " ".join(part for part in (since, until) if part) or "any day"


def _day(day: object) -> str:
    return str(day) if day else ""
