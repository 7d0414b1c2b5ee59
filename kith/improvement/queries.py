"""Plans as they are read: the list of plans, one with its counts by theme, its actions, the history of an action."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Count,
    F,
    OuterRef,
    Prefetch,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    Window,
)
from django.db.models.functions import Coalesce, NullIf

from kith.improvement.models import (
    ActionLead,
    ActionNote,
    ImprovementPlan,
    LeadBody,
    PlanAction,
    PlanTheme,
    Recommendation,
)
from kith.improvement.rules import Counts, Proofs, is_late, together
from kith.improvement.words import CLOSED

PAGE = 50
NAMES = ("red", "amber", "green", "proved", "unrated", "late")


def proofs(row: PlanAction) -> Proofs:
    """Which proofs of an action stand."""
    return Proofs(
        lead=row.lead_said_on is not None,
        measure=row.measure_moved_on is not None,
        affected=row.affected_agreed_on is not None,
        board=row.board_agreed_on is not None,
    )


def late(today: date, prefix: str = "") -> Q:
    """The actions past their day, not completed and not carried on: what ``rules.is_late`` says of one."""
    open_still = ~Q(**{f"{prefix}rating__in": CLOSED}) & Q(**{f"{prefix}carried_to": None})
    return Q(**{f"{prefix}due_on__lt": today}) & open_still


def _counted(today: date, prefix: str = "") -> dict[str, Count]:
    def of(rating: str) -> Count:
        return Count(f"{prefix}pk", filter=Q(**{f"{prefix}rating": rating}))

    return {
        **{f"n_{name}": of("" if name == "unrated" else name) for name in NAMES[:-1]},
        "n_late": Count(f"{prefix}pk", filter=late(today, prefix)),
    }


def _counts(row: Mapping[str, Any]) -> Counts:
    return Counts(**{name: row[f"n_{name}"] for name in NAMES})


def plans(today: date) -> list[tuple[ImprovementPlan, Counts]]:
    """Every plan with its counts, by programme and from the newest. One query."""
    rows = ImprovementPlan.objects.select_related("programme", "predecessor").annotate(
        **_counted(today, "actions__")
    )
    ordered = rows.order_by("programme__name", "-started_on", "name")
    return [(row, _counts(vars(row))) for row in ordered]


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme of a plan with its sections, what is counted in all of them, and where their actions come from."""

    row: PlanTheme
    sections: tuple[PlanTheme, ...]
    counts: Counts
    sources: tuple[str, ...] = ()


def themes(plan: ImprovementPlan, today: date) -> list[Theme]:
    """The themes of a plan in their order, with counts over their sections. Two queries."""
    rows = list(
        PlanTheme.objects.filter(plan=plan).annotate(**_counted(today, "actions__")).order_by("outline")
    )
    asked = Recommendation.objects.filter(answers__action__plan=plan).select_related("source")
    from_where: dict[int, list[str]] = {}
    asked = asked.annotate(theme=F("answers__action__theme")).order_by("source__held_on", "source", "number")
    for one in asked:
        words = f"{one.source.title}, {one.number}"
        if words not in from_where.setdefault(one.theme, []):
            from_where[one.theme].append(words)
    found = []
    for top in (row for row in rows if row.parent_id is None):
        parts = tuple(row for row in rows if row.parent_id == top.pk)
        counts = together(_counts(vars(row)) for row in (top, *parts))
        told = dict.fromkeys(word for row in (top, *parts) for word in from_where.get(row.pk, ()))
        found.append(Theme(top, parts, counts, tuple(told)))
    return found


def counts_of(plan: ImprovementPlan, today: date) -> Counts:
    """What a plan counts. One query."""
    return _counts(plan.actions.aggregate(**_counted(today)))


def unfinished_in(plan: ImprovementPlan) -> QuerySet[PlanAction]:
    """The actions of a plan that are neither completed nor carried on."""
    return plan.actions.filter(carried_to=None).exclude(rating__in=CLOSED)


def carried_on(rows: Iterable[int]) -> dict[int, PlanAction]:
    """What each of these actions is carried on as by now, through however many plans; those that none carries on are
    left out. One query, and one more for each time that one was carried on.
    """
    found: dict[int, PlanAction] = {}
    firsts = {pk: pk for pk in rows}
    while firsts:
        later = PlanAction.objects.filter(carried_from__in=firsts).select_related("plan")
        firsts = {row.pk: firsts[row.carried_from_id or 0] for row in later}
        found |= {firsts[row.pk]: row for row in later}
    return found


def unfinished(plan: ImprovementPlan) -> QuerySet[PlanAction]:
    """What earlier plans of the programme left unfinished and no plan has carried on."""
    found = PlanAction.objects.filter(
        plan__programme=plan.programme_id, plan__started_on__lte=plan.started_on, carried_to=None
    )
    left = found.exclude(plan=plan).exclude(rating__in=CLOSED)
    return left.order_by("-plan__started_on", "plan", "outline")


def has_unfinished(plan: ImprovementPlan) -> bool:
    """Whether there is anything to carry on. One query."""
    return unfinished(plan).exists()


def waiting(plan: ImprovementPlan, most: int) -> tuple[list[PlanAction], int]:
    """Completed actions with a measure that wait for those affected: the first, and how many there are. One query."""
    rows = (
        plan.actions.filter(rating="green", affected_agreed_on=None).exclude(measure="").order_by("outline")
    )
    found: list[Any] = list(rows.annotate(in_all=Window(Count("pk")))[:most])
    return found, found[0].in_all if found else 0


@dataclass(frozen=True, slots=True)
class Asked:
    """Which actions of a plan are asked for: empty is all."""

    rating: str = ""  # or 'none' for those that nobody rated
    theme: int = 0
    body: int = 0
    officer: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One action in a list: its bodies, its newest note, whether it is late, and which proofs stand."""

    row: PlanAction
    bodies: tuple[str, ...]
    note: str
    is_late: bool
    proofs: Proofs
    asked_by: tuple[str, ...] = ()

    @property
    def officer(self) -> str:
        """Who leads it: its own lead officer, or that of its section or theme."""
        above = self.row.theme.parent
        return self.row.lead_officer or self.row.theme.lead or (above.lead if above else "")


def actions(plan: ImprovementPlan, asked: Asked, today: date) -> QuerySet[PlanAction]:
    """The actions of a plan that are asked for, in the order of their numbers."""
    found = PlanAction.objects.filter(plan=plan)
    if asked.rating:
        found = found.filter(rating="" if asked.rating == "none" else asked.rating)
    if asked.theme:
        found = found.filter(Q(theme=asked.theme) | Q(theme__parent=asked.theme))
    if asked.body:
        found = found.filter(leads__body=asked.body)
    if asked.late:
        found = found.filter(late(today))
    if asked.officer:
        lead = Coalesce(
            NullIf("lead_officer", Value("")), NullIf("theme__lead", Value("")), "theme__parent__lead"
        )
        found = found.annotate(lead=lead).filter(lead=asked.officer)
    return found.order_by("outline")


def lines(rows: QuerySet[PlanAction], today: date) -> list[Line]:
    """Actions with what a list shows of them. Three queries, however many there are."""
    newest = ActionNote.objects.filter(action=OuterRef("pk")).order_by("-noted_on", "-pk").values("words")[:1]
    leads = ActionLead.objects.select_related("body").order_by("place")
    answered = Recommendation.objects.select_related("source").order_by("source__held_on", "number")
    full = (
        rows.select_related("theme__parent", "carried_to__plan")
        .annotate(newest=Coalesce(Subquery(newest), Value(""), output_field=TextField()))
        .prefetch_related(Prefetch("leads", leads), Prefetch("answers__recommendation", answered))
    )
    return [_line(row, today) for row in full]


def _line(row: PlanAction, today: date) -> Line:
    asked_by = [one.recommendation for one in row.answers.all()]
    return Line(
        row=row,
        bodies=tuple(one.body.name for one in row.leads.all()),
        note=row.newest,  # type: ignore[attr-defined]
        is_late=is_late(row.rating, row.due_on, today, is_carried=hasattr(row, "carried_to")),
        proofs=proofs(row),
        asked_by=tuple(f"{one.source.title}, {one.number}" for one in asked_by),
    )


def bodies(plan: ImprovementPlan) -> list[tuple[int, str]]:
    """The bodies that lead actions of a plan, by name. One query."""
    found = LeadBody.objects.filter(leads__action__plan=plan).distinct().order_by("name")
    return list(found.values_list("pk", "name"))


def officers(plan: ImprovementPlan) -> list[str]:
    """Who leads actions of a plan, by name. One query."""
    lead = Coalesce(
        NullIf("lead_officer", Value("")), NullIf("theme__lead", Value("")), "theme__parent__lead"
    )
    found = plan.actions.annotate(lead=lead).exclude(lead=None).exclude(lead="")
    return list(found.order_by("lead").values_list("lead", flat=True).distinct())


@dataclass(frozen=True, slots=True)
class History:
    """Everything said of an action, newest first."""

    notes: Sequence[Any]
    ratings: Sequence[Any]
    feedback: Sequence[Any]
    proofs: Sequence[Any]


def chain(row: PlanAction) -> list[int]:
    """The ids of an action and of those it carries on, the newest first. One query for each plan before."""
    ids = [row.pk]
    before = row.carried_from_id
    while before is not None and before not in ids:
        ids.append(before)
        before = PlanAction.objects.filter(pk=before).values_list("carried_from", flat=True).first()
    return ids


def carried_as(row: PlanAction) -> str:
    """The number and plan under which a later plan carries an action on; empty where none does. One query."""
    after = PlanAction.objects.filter(carried_from=row.pk).select_related("plan").first()
    return f"{after.number} of {after.plan.name}" if after else ""


def history(row: PlanAction) -> History:
    """Everything said of an action and of those it carries on. Four queries, and one for each plan before."""
    ids = chain(row)

    def said(related: str, order: str) -> list[Any]:
        model = PlanAction._meta.get_field(related).related_model
        found = model._default_manager.filter(action__in=ids).select_related("by", "action__plan")  # type: ignore[union-attr]
        if related == "feedback":
            found = found.select_related("deliverable")
        return list(found.order_by(f"-{order}", "-pk"))

    return History(
        said("notes", "noted_on"),
        said("ratings", "rated_on"),
        said("feedback", "said_on"),
        said("proofs", "on"),
    )
