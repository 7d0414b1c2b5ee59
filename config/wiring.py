"""Names in packs -> code. The one place where what a pack says meets what the program does.

An effect is what an outcome sets going, called when a step is completed, inside the same transaction:
``effect(by, *, step, people, outcome, on)`` with the worker who decided, the step, the ids of the children
with this outcome, and the day. A start-up check proves that every name leads somewhere.
"""

EFFECTS: dict[str, str] = {
    # what the step engine does by itself
    "start_next_steps": "kith.work.steps.effects.start_next_steps",
    "note_only": "kith.work.steps.effects.note_only",
    # what supervision does
    "file_decision": "kith.work.supervision.effects.file_decision",
    # what child protection plans do
    "record_core_group": "kith.protection.plan.effects.record_core_group",
    # what child in need plans do
    "begin_in_need_plan": "kith.inneed.plan.effects.begin_in_need_plan",
    "review_in_need_plan": "kith.inneed.plan.effects.review_in_need_plan",
    # what the front door does
    "open_referral": "kith.desk.early_help.effects.open_referral",
    "note_contact": "kith.frontdoor.deciding.effects.note_contact",
    "join_open_involvement": "kith.frontdoor.deciding.effects.join_open_involvement",
    "no_further_action": "kith.frontdoor.deciding.effects.no_further_action",
    "close_involvement": "kith.frontdoor.closing.effects.close_involvement",
    # early help, and where it meets the front door
    "step_down_to_early_help": "kith.earlyhelp.effects.step_down",
    "offer_early_help": "kith.desk.early_help.effects.offer_early_help",
    "ask_social_worker": "kith.desk.early_help.effects.ask_social_worker",
    "end_plan_and_offer_early_help": "kith.desk.early_help.effects.end_plan_and_offer_early_help",
    "close_and_offer_early_help": "kith.desk.early_help.effects.close_and_offer_early_help",
    # what child protection does
    "note_strategy": "kith.protection.enquiry.effects.note_strategy",
    "note_enquiry": "kith.protection.enquiry.effects.note_enquiry",
    "report_to_conference": "kith.protection.conference.record.effects.report_came",
    "send_conference_record": "kith.protection.conference.record.effects.send_record",
    # what care does
    "care_to_begin": "kith.care.period.effects.care_to_begin",
    # what court work does
    "begin_pre_proceedings": "kith.court.effects.begin_pre_proceedings",
    "letter_before_proceedings": "kith.court.effects.letter_before_proceedings",
    "pre_proceedings_reviewed": "kith.court.effects.pre_proceedings_reviewed",
    "court_paper_not_needed": "kith.court.effects.court_paper_not_needed",
}

# Effects that leave nothing behind but steps the engine opened: a decision with only these can be taken back for ten
# minutes. What tells somebody outside, closes a case or makes a referral is not among them.
UNDOABLE: frozenset[str] = frozenset({"start_next_steps", "note_only"})

# What a form or a question may be filled from: ``facts(viewer, step, names, wanted)`` gives what is known, with source;
# ``wanted`` are the names here that lead to it.
FACTS: dict[str, str] = {
    "contact_told": "kith.work.steps.facts.contact_told",
    "visits": "kith.work.steps.facts.visits",
    "last_assessment": "kith.work.steps.facts.answered_before",
    "home_before": "kith.work.steps.facts.answered_before",
    "network_before": "kith.work.steps.facts.answered_before",
    "early_help": "kith.earlyhelp.facts.early_help",
    "conference": "kith.protection.conference.record.facts.conference",
    "history": "kith.work.steps.facts.history",
    "name": "kith.work.known.on_record.of_the_children",
    "home": "kith.work.known.on_record.of_the_children",
    "school": "kith.work.known.on_record.of_the_children",
    "gp": "kith.work.known.on_record.of_the_children",
    "ethnicity": "kith.work.known.on_record.of_the_children",
    "language": "kith.work.known.on_record.of_the_children",
    "needs": "kith.work.known.on_record.of_the_children",
}

# What chronologies are made of: each module has SOURCES (see kith.core.chronology.Source).
EVENTS: tuple[str, ...] = (
    "kith.frontdoor.events",
    "kith.earlyhelp.events",
    "kith.court.events",
    "kith.protection.events",
    "kith.work.events",
    "kith.work.supervision.events",
    "kith.people.events",
    "kith.inneed.events",
    "kith.protection.plan.events",
    "kith.care.events",
    "kith.care.together.events",
)

# What makes the private link of a mail as it is sent: (number of the row, key of the mail, day) -> path, or None where
# the mail is not wanted any more.
MAIL_LINKS: dict[str, str] = {
    "feedback": "kith.listening.feedback.actions.link_for_mail",
}

# Where the work is done that a clock of a pack asks for: its code -> the page, which takes ``number``, the child.
TIMESCALE_PAGES: dict[str, str] = {
    "early_help_review": "person_early_help",
    "pre_proceedings": "person_court",
    "proceedings": "person_court",
    "court_direction": "person_court",
    "court_request": "person_court",
    "in_need_first_review": "person_in_need",
    "in_need_review": "person_in_need",
    "protection_first_review": "person_protection_plan",
    "protection_review": "person_protection_plan",
    "core_group_first": "person_protection_plan",
    "core_group": "person_protection_plan",
    "review_after_birth": "person_protection_plan",
    "plan_beside_care": "person_protection_plan",
    "challenge_team": "person_protection_plan",
    "challenge_service": "person_protection_plan",
    "challenge_director": "person_protection_plan",
    "initial_conference": "person_protection",
    "transfer_in_conference": "person_protection",
    **dict.fromkeys(("care_review_first", "care_review_second", "care_review_later"), "person_care_review"),
    **dict.fromkeys(("police_protection_ends", "emergency_order_ends", "assessment_order_ends"), "person_care_status"),
    **dict.fromkeys(
        (
            "care_visit_first", "care_visit_weekly", "care_visit_4_weeks", "care_visit_6_weeks",
            "care_visit_3_months",
        ),
        "person_care",
    ),
    **dict.fromkeys(
        (
            "health_plan_first", "health_assessment_under_five", "health_assessment", "dental_check",
            "strengths_score", "education_plan_first", "education_plan",
        ),
        "person_health",
    ),
    **dict.fromkeys(
        (
            "pathway_plan", "pathway_review", "pathway_review_moved", "leaver_visit_first", "leaver_visit",
            "birthday_contact",
        ),
        "person_leaving_care",
    ),
    **dict.fromkeys(
        (
            "private_fostering_first_visit", "private_fostering_visit_year_one", "private_fostering_visit",
        ),
        "person_private_fostering",
    ),
    "return_interview": "person_missing",
    "care_to_begin": "person_care_start",
    "care_to_end": "person_care_end",
    "status_to_follow": "person_care",
    **dict.fromkeys(
        (
            "permanence_plan", "adoption_papers", "adoption_panel", "adoption_decision", "adoption_told",
            "adoption_written", "adoption_match_decision",
        ),
        "person_permanence",
    ),
    "secure_without_court": "person_liberty",
}  # fmt: skip

# What a visit sets going beside being kept: the kind of visit -> ``effect(by, people=, on=)`` with the ids of the
# children who were seen and the day, called inside the same transaction.
VISITED: dict[str, tuple[str, ...]] = {
    "looked_after": ("kith.care.visits.effects.seen_in_care",),
    "private_fostering": ("kith.care.private_fostering.effects.seen_there",),
}

# What ends because a child begins to stand so with the service: the kind -> ``make_way(by, person=, kind=, on=)`` of
# each subject that gives way, called inside the same transaction before the new period begins.
MAKES_WAY: dict[str, tuple[str, ...]] = {
    "protection": ("kith.inneed.plan.effects.make_way",),
    "looked_after": ("kith.inneed.plan.effects.make_way",),
}

# What goes on although a child begins to stand so with the service, and takes note of it: the kind ->
# ``beside(by, standing=)`` of each subject with the new period, called inside the same transaction.
STANDS_BESIDE: dict[str, tuple[str, ...]] = {
    "looked_after": ("kith.protection.plan.effects.beside_care",),
}

# Who takes note that a child who was expected is born: ``born(by, person=, on=)``, inside the same transaction.
BORN: tuple[str, ...] = ("kith.protection.plan.effects.born",)

# What else lies in a case beside its work, its visits and notes and how the child stands: ``days(cases)`` gives, for
# ids of cases, the case, the day and what was on it. A case is not closed before that.
IN_A_CASE: tuple[str, ...] = ("kith.protection.enquiry.effects.days_in_cases",)

# Clocks of a case that run beside how a child stands with the service: they are dropped when the case is closed. Those
# of a standing end with it.
WITH_A_CASE: tuple[str, ...] = ("care_to_begin",)

# Where people live or lived besides their homes on record, asked as ``(viewer, people)``: lines and postcodes that are
# told to nobody from whom one of them keeps an address.
PLACED: tuple[str, ...] = ("kith.care.placement.queries.lived_at",)

# What goes into a piece of work as it opens, because work of another app said it already: the kind of work ->
# ``carry(by, step=, people=)`` with the ids of its children, called inside the same transaction.
CARRIED: dict[str, str] = {
    "single_assessment": "kith.earlyhelp.effects.carry_up",
    "initial_assessment": "kith.earlyhelp.effects.carry_up",
    "core_assessment": "kith.earlyhelp.effects.carry_up",
}

# Work whose limit is about something that another app keeps as a fact: its kind -> ``done_on(viewer, step)`` with the
# day on which that happened, None while it has not. Nobody is asked why work is late where that was in time.
DONE_ON: dict[str, str] = {
    "section_47_enquiry": "kith.protection.enquiry.effects.ended_on",
}

# What a conference sets going in other apps by what it decides (``DECISIONS`` of kith.protection), called in
# its transaction as ``effect(by, *, person, on)`` with the child and the day of the conference.
CONFERENCES: dict[str, str] = {
    "in_need": "kith.inneed.plan.effects.decided_at_conference",
}

# What an order of a court sets going where it gives a child another legal status, called in its transaction as
# ``legal_status(by, *, person, code, on)`` with the child, the code of the looked-after return and the first day; which
# code held on a day, ``legal_status_on(viewer, *, person, on)``, nothing for a child not looked after then; and the
# page of the child's care, which takes ``number``, the child. What hears of every order, ``order_made(by, *, person,
# kind, on)``, and of the end of one that gave the legal status ``code``, ``order_over(by, *, person, code, reason,
# on)``; both give whether the child's time in care may end by it, and somebody is to see to that. What hears that the
# legal status could not follow, ``not_followed(by, *, person, code, on)``.
ORDERS: dict[str, str] = {
    "legal_status": "kith.care.status.effects.change_by_order",
    "legal_status_on": "kith.care.status.effects.code_on",
    "legal_status_page": "person_care",
    "order_made": "kith.care.ending.effects.order_made",
    "order_over": "kith.care.ending.effects.order_over",
    "not_followed": "kith.care.status.effects.to_follow",
}

# What other subjects say on the page of a measure: ``(viewer, code)`` gives a panel of
# ``kith.core.beside``, or nothing where it has nothing to say to this viewer.
BESIDE_MEASURES: tuple[str, ...] = ("kith.improvement.answering.queries.actions_that_answer",)

# What other subjects say on the page of a round of case audits: ``(viewer, number)`` gives such a panel, or nothing.
BESIDE_ROUNDS: tuple[str, ...] = ("kith.improvement.audited.queries.actions_of_round",)

# What falls due beside lists and reports, called with the moment by whatever makes those; each gives how many of what
# kind it made, and does nothing twice.
FALLS_DUE: tuple[str, ...] = ("kith.improvement.boards.by_itself.actions.lock_due",)
