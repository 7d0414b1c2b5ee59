"""What the page of journeys counts, as definitions: contacts and what followed, lengths of steps, and backlogs."""

from collections.abc import Mapping
from dataclasses import dataclass

from kith.performance.definition import Flow, Median, Rows, Stock
from kith.performance.facts import casework, onward, protection
from kith.performance.facts.ground import working_days

TOPIC = "Journeys"

followed = Flow(
    code="journey_contacts",
    title="Where contacts led",
    short="Where contacts led",
    words="Contacts received in the period, one for each child, with what had followed by the day.",
    counting="By the day received; what followed is read up to the day asked, whenever that was.",
    topic=TOPIC,
    good="neither",
    unit="children",
    source="Local measure",
    owner="head_of_service",
    rows=onward.followed_contacts.all,
    when="received_on",
    example="""
    received_on
    2026-09-21   +
    """,
)


def _length(code: str, words: str, rows: Rows, when: str, measure: str = "working_days") -> Median:
    """A length of time in working days, by the day on which it ended."""
    return Median(
        code=code,
        title=words,
        short=words,
        words=f"Working days of: {words}.",
        counting="By the day on which it ended. The first day is day 0.",
        topic=TOPIC,
        good="low",
        unit="working days",
        source="Local measure",
        owner="head_of_service",
        rows=rows,
        when=when,
        measure=measure,
        example="",
    )


def assessment_length(kind: str, title: str) -> Median:
    """How long assessments of a kind take, from the start of their clock to the day they are finished."""
    rows = casework.assessments.where(f"kind = '{kind}'")
    return _length(
        f"length_{kind}", title, rows, "completed_on", working_days("clock_from_on", "completed_on")
    )


decision_length = _length(
    "length_decision", "Contact to decision", casework.contacts.all, "decided_on", "decision_working_days"
)
allocation_length = _length(
    "length_allocation", "Referral to allocation", casework.first_allocations.all, "allocated_on"
)
sight_length = _length("length_sight", "Allocation to child seen", onward.sights.all, "seen_on")
conference_length = _length(
    "length_conference",
    "Discussion to conference",
    protection.conferences.where("kind = 'initial'"),
    "held_on",
)
sign_off_length = _length(
    "length_sign_off", "Sign-off wait", casework.sign_offs.where("decision = 'signed_off'"), "decided_on"
)


@dataclass(frozen=True, slots=True)
class Backlog:
    """A stock that should be small, with why things join it and why they leave: code to words."""

    code: str
    words: str
    unit: str
    stock: Stock
    began_by: str
    began: Mapping[str, str]
    left_by: str
    left: Mapping[str, str]

    @property
    def _since(self) -> str:
        return f"({self.stock.since})"

    @property
    def _until(self) -> str:
        return f"least({', '.join(self.stock.until)})"

    def joined(self, why: str = "") -> Flow:
        """What joined in a period, or what joined for one reason."""
        return self._moved("joined", self._since, self.began_by, why)

    def gone(self, why: str = "") -> Flow:
        """What left in a period, or what left for one reason."""
        return self._moved("left", self._until, self.left_by, why)

    def _moved(self, name: str, when: str, column: str, why: str) -> Flow:
        lasted = f"({self._until} is null or {self._until} > {self._since})"
        narrowed = f"{self.stock.rows.condition} and {lasted}" + (f" and ({column}) = '{why}'" if why else "")
        return Flow(
            code=f"{self.code}_{name}_{why}",
            title=self.words,
            short=self.words,
            words=f"{self.words}: what {name} in the period.",
            counting=self.stock.counting,
            topic=TOPIC,
            good="neither",
            unit=self.unit,
            source=self.stock.source,
            owner=self.stock.owner,
            rows=Rows(self.stock.fact, narrowed),
            when=when,
            example="",
        )


def _stock(code: str, words: str, rows: Rows, since: str, until: tuple[str, ...]) -> Stock:
    return Stock(
        code=code,
        title=words,
        short=words,
        words=f"{words} at the end of the day.",
        counting="One for each child.",
        topic=TOPIC,
        good="low",
        unit="children",
        source="Local measure",
        owner="head_of_service",
        rows=rows,
        since=since,
        until=until,
        example="",
    )


BACKLOGS = {
    one.code: one
    for one in (
        Backlog(
            "unallocated",
            "Unallocated children",
            "children",
            _stock("waits", "Unallocated children", onward.waits.all, "started_on", ("ended_on",)),
            "began_by",
            {"new": "new cases", "let_go": "a worker let go", "moved": "from another team"},
            "left_by",
            {"allocated": "given to a worker", "closed": "closed", "moved": "to another team"},
        ),
        Backlog(
            "late",
            "Assessments out of timescale",
            "assessments",
            _stock(
                "late",
                "Assessments out of timescale",
                casework.assessments.all,
                "case when due_on is not null then greatest(due_on + 1, started_on) end",
                ("completed_on", "cancelled_on"),
            ),
            "'due'::text",
            {"due": "passed their day"},
            "case when completed_on <= coalesce(cancelled_on, completed_on) then 'completed' else 'cancelled' end",
            {"completed": "finished", "cancelled": "cancelled"},
        ),
        Backlog(
            "unseen",
            "Children not yet seen",
            "children",
            _stock(
                "unseen", "Children not yet seen", onward.sights.all, "allocated_on", ("seen_on", "ended_on")
            ),
            "'allocated'::text",
            {"allocated": "given to a worker"},
            "case when seen_on <= coalesce(ended_on, seen_on) then 'seen' else 'closed' end",
            {"seen": "seen", "closed": "closed unseen"},
        ),
    )
}
