"""Indicators that are known and cannot be counted yet, each with what it waits for."""

FORM = "an answer of a form that is a column of its own"
DUE_VISITS = "visits that fell due kept as clocks"
POSTS = "posts, vacancies and leavers on record"
TWO_RELATIONS = "a figure that divides the rows of two relations"

WAITING: dict[str, tuple[str, str]] = {
    "dv_notifications": ("Domestic abuse notifications", "the kind of a police notice on record"),
    "strategy_growth": ("Growth of volumes on the twelve months before", "a figure of two periods"),
    "assessment_bands": ("How long assessments took", "its definition to be written"),
    "assessment_internal_review": (
        "Assessments with the review point held on time",
        "review points kept as clocks",
    ),
    "children_seen": ("Assessments in which the child was seen", FORM),
    "factors": ("Assessments with each factor", FORM),
    "reports_before_conference": (
        "Reports shared before a conference",
        "a limit of the practice for sharing them",
    ),
    "cp_visits": ("Protection plan visits on time", DUE_VISITS),
    "cin_visits": ("Child in need visits on time", DUE_VISITS),
    "cases_without_target_end": ("Open work without a target end date", "its definition to be written"),
    "caseload_avg": ("Average caseload", TWO_RELATIONS),
    "caseload_over": ("Workers over their caseload limit", TWO_RELATIONS),
    "sw_changes": ("Children with three or more social workers", "its definition to be written"),
    "throughput": ("Closures against new cases", TWO_RELATIONS),
    "vacancy": ("Vacancy rate", POSTS),
    "agency": ("Agency worker rate", POSTS),
    "turnover": ("Turnover rate", POSTS),
    "NI061": ("NI061 placed for adoption within twelve months", "its definition to be written"),
    "adoption_a1": ("Days from entering care to placement", "its definition to be written"),
    "adoption_a2": ("Days from placement order to match", "its definition to be written"),
    "audits_done": ("Case audits completed against plan", "audits"),
    "audit_grades": ("Audits by grade", "audits"),
    "actions_rag": ("Improvement actions by rating", "improvement plans"),
    "overdue_tasks": ("Overdue and unfinished steps", "its definition to be written"),
    "data_quality": ("Return errors outstanding", "statutory returns"),
    "usability": ("System usability score", "surveys"),
    "availability": ("System availability", "measured service hours"),
    "package_spend": ("Committed against budget for care packages", "money"),
}
