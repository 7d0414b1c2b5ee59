"""The words of boards: who sits where and came, what a paper is made of, what a meeting decides. No Django."""

from collections.abc import Mapping

SEATS: Mapping[str, str] = {"chair": "Chair", "secretary": "Secretary", "member": "Member"}

# the parts of a paper that somebody may comment on, in their order
PARTS: Mapping[str, str] = {
    "summary": "Summary and what the board is asked",
    "plan": "How the plans stand",
    "moved": "What moved",
    "figures": "Figures",
    "risks": "Risks",
}

DECISIONS: Mapping[str, str] = {
    "noted": "Decided, nothing changes in a plan",
    "note": "A note on an action",
    "agreed": "The board agrees that an action is proved",
    "new": "A new action",
}

CAME: Mapping[str, str] = {"there": "Was there", "apologies": "Sent apologies"}
