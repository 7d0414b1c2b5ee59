"""Indicators of case audits: whether they are done, and what they find."""

from kith.performance.definition import Flow
from kith.performance.facts import audits

TOPIC = "Quality"
SOURCE = "Kent 2011, 3.5: every social work manager audits a case a month"

audits_done = Flow(
    code="audits_done",
    title="Case audits completed against plan",
    short="Audits done in time",
    words="Of the case audits that fell due in the period, those finished by their day.",
    counting="By the last day in time, in the team of the auditor. A second reading of a case is not counted, nor an "
    "audit that was stopped, as another was drawn for it. A re-audit is. What is not due yet is not counted.",
    topic=TOPIC,
    good="high",
    unit="%",
    source=SOURCE,
    owner="head_of_service",
    rows=audits.audit_turns.all,
    when="due_on",
    whole="due_on <= :asked_on::date",
    part="finished_on <= due_on",
    sides=("Finished in time", "Late or not finished"),
    example="""
    due_on     | finished_on | asked_on
    2026-10-31 | 2026-10-31  | 2026-11-02   +   # on the last day
    2026-10-31 | 2026-11-01  | 2026-11-02   -
    2026-10-31 |             | 2026-10-31   -   # not finished
    2026-10-31 |             | 2026-10-30       # not due yet
    """,
)

audit_grades = Flow(
    code="audit_grades",
    title="Audits by grade",
    short="Audits good or better",
    words="Of the case audits finished in the period, those whose overall grade is good or better.",
    counting="In the team that held the child when it was drawn. A case that two read counts from the day both have "
    "read it, and with the grade they settled on, if they did. "
    "Which grades count as good stands in the form of the audit.",
    topic=TOPIC,
    good="high",
    unit="%",
    source=SOURCE,
    owner="head_of_service",
    rows=audits.audits.all,
    when="finished_on",
    part="is_good",
    sides=("Good or better", "Below good"),
    example="""
    finished_on | grade                | is_good
    2026-10-14  | outstanding          | true    +
    2026-10-14  | good                 | true    +
    2026-10-14  | requires_improvement | false   -
    2026-10-14  | inadequate           | false   -
    """,
)

INDICATORS = (audits_done, audit_grades)
