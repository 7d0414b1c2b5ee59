"""The words of audits: their states, the kinds of rounds, the cohorts of themes. No Django here."""

ROUNDS = {"monthly": "A month", "thematic": "A theme"}
STATES = {"to_do": "To do", "started": "Started", "finished": "Finished", "stopped": "Stopped"}
MARKS = {"to_do": "none", "started": "soon", "finished": "done", "stopped": "late"}
COHORTS = {
    "plan_over_two_years": "On a child protection plan for two years or longer",
    "second_plan": "On a second or later child protection plan",
}
OVERALL = "overall"
