"""What a system lead types into the pages of a draft, read into entries of a pack. Knows no Django."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil
from typing import Any

from kith.core import Refused
from kith.practice import Form, Question, StepKind
from kith.practice.budgets import SHOWN, SIGN_OFFS
from kith.practice.burden import Burden
from kith.practice.editing import with_limit
from kith.practice.forms import KINDS, WITH_OPTIONS

HOW_WORDS = {
    "approve": "They decide before it is finished",
    "tell": "They are told when it is finished",
    "sample": "They are told, and chance draws one piece in so many to be read",
    "none": "Nobody: it is finished when the worker finishes it",
}
DAYS = {"working_days": "working days", "calendar_days": "days, weekends included"}
ID = re.compile(r"[a-z][a-z0-9_]{0,58}")
LONGEST_DAYS = 3000
FEWEST_SAMPLED, MOST_SAMPLED = 2, 1000  # one piece in so many
LONGEST_EXCEPTION = timedelta(days=366)
Posted = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Beyond:
    """A cost beyond its budget that no exception allows."""

    what: str
    of: str
    title: str
    found: float
    most: float


def beyond(costs: Burden) -> list[Beyond]:
    """Every form and routine case that costs more than its budget and the exceptions to it allow."""
    pairs = [(SHOWN, one.code, one.title, one.shown) for one in costs.forms]
    pairs += [(SIGN_OFFS, one.code, one.title, one.sign_offs) for one in costs.cases]
    return [
        Beyond(what, of, title, weighed.found, weighed.budget.most)
        for what, of, title, weighed in pairs
        if weighed.verdict == "beyond" and weighed.budget
    ]


def step_values(kind: StepKind, posted: Posted, since: date | None, roles: Sequence[str]) -> dict[str, Any]:
    """The keys of ``steps.toml`` that were changed on the page of a step; raises ``Refused`` with all problems."""
    problems: list[tuple[str | None, str]] = []
    told: dict[str, Any] = {}
    for key, label in (("title", "Give it a title."), ("purpose", "")):
        words = " ".join(posted.get(key, "").split())
        if not words and label:
            problems.append((key, label))
        elif words != getattr(kind, key):
            told[key] = words
    warn = _whole(posted.get("warn_days", ""))
    if warn is None or warn > LONGEST_DAYS:
        problems.append(("warn_days", "Write a number of working days, 0 or more."))
    elif warn != kind.warn_days:
        told["warn_days"] = warn
    by_hand = posted.get("by_hand") == "yes"
    if by_hand != kind.by_hand:
        told["by_hand"] = by_hand
    told |= _sign_off(kind, posted, roles, problems)
    told |= _limit(kind, posted, since, problems)
    if problems:
        raise Refused.several(problems)
    return told


def _sign_off(kind: StepKind, posted: Posted, roles: Sequence[str], problems: list[Any]) -> dict[str, Any]:
    how, by = posted.get("how", ""), posted.get("by", "")
    if how not in HOW_WORDS:
        problems.append(("how", "Choose what the other person does."))
        return {}
    if how == "none":
        return {} if kind.sign_off.how == "none" else {"sign_off": {"how": "none"}}
    if by not in roles:
        problems.append(("by", "Choose who signs it off or is told."))
        return {}
    told: dict[str, Any] = {"by": by, "how": "tell" if how == "sample" else how}
    if how == "sample":
        sample = _whole(posted.get("sample", ""))
        if sample is None or not FEWEST_SAMPLED <= sample <= MOST_SAMPLED:
            words = (
                f"Write how many pieces there are to one that is read: {FEWEST_SAMPLED} to {MOST_SAMPLED}."
            )
            problems.append(("sample", words))
            return {}
        told["sample"] = sample
    before = kind.sign_off
    is_new = (told["how"], by, told.get("sample", 0)) != (before.how, before.by, before.sample)
    return {"sign_off": told} if is_new else {}


def how_now(kind: StepKind) -> str:
    """Who looks at a step now, as the page offers it."""
    return "sample" if kind.sign_off.sample else kind.sign_off.how


def _limit(kind: StepKind, posted: Posted, since: date | None, problems: list[Any]) -> dict[str, Any]:
    """A further limit, where one is written; the ones there are stay for clocks that started under them."""
    if not posted.get("limit_days", "").strip():
        return {}
    days, unit = _whole(posted["limit_days"]), posted.get("limit_unit", "")
    source = " ".join(posted.get("limit_source", "").split())
    asked = (
        ("limit_days", days is None or not 0 < days <= LONGEST_DAYS, "Write a number of days, 1 or more."),
        ("limit_unit", unit not in DAYS, "Choose which days count."),
        ("limit_since", since is None, "Write the first day it holds, like 21/4/2026."),
        ("limit_source", not source, "Say where it comes from: a law, guidance or who decided."),
    )
    wrong = [(field, words) for field, is_wrong, words in asked if is_wrong]
    if wrong:
        problems.extend(wrong)
        return {}
    last = kind.limits[-1] if kind.limits else None
    new = {"since": since, unit: days, "from": last.clock if last else "start"}
    if last and last.otherwise_clock:
        new["or_from"] = last.otherwise_clock
    return {"limit": with_limit(kind.limits, {**new, "source": source})}


def question_values(posted: Posted, form: Form, before: Question | None) -> dict[str, Any]:
    """The keys of a question that was changed or added; raises ``Refused`` with all problems."""
    problems: list[tuple[str | None, str]] = []
    ask, kind = " ".join(posted.get("ask", "").split()), posted.get("kind", "")
    section = posted.get("section", "")
    known = {one.id for one in form.sections}
    if not ask:
        problems.append(("ask", "Write what is asked."))
    if section not in known:
        problems.append(("section", "Choose the section it stands in."))
    if before is None:
        problems += _new_question(posted, form, kind)
    told: dict[str, Any] = {"section": section, "ask": ask, "required": posted.get("required") == "yes"}
    told |= {key: posted.get(key, "").strip() or None for key in ("hint", "good")}
    told["required"] = told["required"] or None
    if before is None:
        told = {"id": posted.get("id", ""), **told, "kind": kind}
        told["per_child"] = (posted.get("per_child") == "yes") or None
    options = _options(posted.get("options", ""), before, problems)
    if (before.kind if before else kind) in WITH_OPTIONS and not (before and before.list_code):
        if not options:
            problems.append(("options", "Write at least two answers, one on each line."))
        told["option"] = options
    if problems:
        raise Refused.several(problems)
    return told


def _new_question(posted: Posted, form: Form, kind: str) -> list[tuple[str | None, str]]:
    found: list[tuple[str | None, str]] = []
    name = posted.get("id", "")
    if not ID.fullmatch(name):
        found.append(("id", "Give it a short name of small letters, numbers and _, such as left_school."))
    elif form.has(name):
        found.append(("id", "A question of this form has this name already."))
    if kind not in KINDS:
        found.append(("kind", "Choose how it is answered."))
    return found


def _options(text: str, before: Question | None, problems: list[Any]) -> list[dict[str, Any]]:
    """One answer on each line; an answer that was there keeps its code and days, so that old ones still read."""
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    known = {one.label: one for one in before.options} if before else {}
    made: list[dict[str, Any]] = []
    for line in lines:
        old = known.get(line)
        told = {"code": old.code if old else _code(line), "label": line}
        if old:
            told |= {key: getattr(old, key) for key in ("since", "until", "hint") if getattr(old, key)}
        if any(one["code"] == told["code"] for one in made):
            problems.append(("options", f"Two answers are too much alike: {line}."))
        made.append(told)
    return made


def exception_values(
    posted: Posted, found: Sequence[Beyond], who: str, until: date | None, today: date
) -> dict[str, Any]:
    """An exception to a budget, as a named person allows it for at most a year; raises ``Refused``."""
    chosen = next((one for one in found if f"{one.what}:{one.of}" == posted.get("which")), None)
    reason = " ".join(posted.get("reason", "").split())
    asked = (
        ("which", chosen is None, "Choose what may cost more."),
        ("reason", len(reason) < 10, "Say why, in a sentence."),
        ("until", until is None or not today < until <= today + LONGEST_EXCEPTION,
         "Write its last day, at most a year from now, like 21/4/2027."),
    )  # fmt: skip
    if wrong := [(field, words) for field, is_wrong, words in asked if is_wrong]:
        raise Refused.several(wrong)
    assert chosen is not None
    return {
        "what": chosen.what, "of": chosen.of, "most": ceil(chosen.found), "reason": reason, "who": who,
        "since": today, "until": until,
    }  # fmt: skip


def _code(words: str) -> str:
    return "_".join(re.findall(r"[a-z0-9]+", words.lower()))[:40].strip("_") or "answer"


def _whole(text: str) -> int | None:
    clean = text.strip()
    return int(clean) if clean.isascii() and clean.isdecimal() and len(clean) < 6 else None
