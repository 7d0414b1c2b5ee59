"""What elected members do as corporate parents. No Django."""

from collections.abc import Mapping

# Kent, cabinet, 19 September 2011, 3.11: visits of the lead member, Shadow a Social Worker, training, feedback
ACTIVITIES: Mapping[str, str] = {
    "visit": "Visit",
    "shadowing": "Shadowed a social worker",
    "training": "Training",
    "feedback": "Feedback to the council",
}
WITH_A_TEAM = ("visit", "shadowing")
