"""Does a practice hold together: every name used is a name declared, every sign-off has somebody to sign."""

from collections.abc import Collection
from typing import TYPE_CHECKING

from kith.practice.forms import OUTCOME
from kith.practice.mistakes import Mistakes
from kith.practice.roles import READ_SAMPLE, SIGN_OFF
from kith.practice.steps import StepKind

if TYPE_CHECKING:
    from kith.practice.practice import Practice

PLAN_KINDS = "plan_kind"


def check_practice(
    practice: "Practice",
    mistakes: Mistakes,
    *,
    effects: Collection[str] | None = None,
    facts: Collection[str] | None = None,
    whole: bool = True,
) -> None:
    """Note every loose end. `whole` is False for a pack others are based on: roles come with those."""
    if not practice.steps:
        mistakes.add(
            f"{practice.code}/steps.toml",
            "",
            "There are no steps.",
            "Write them here or name a pack in based_on.",
        )
    for kind in practice.steps.values():
        _check_form(practice, kind, mistakes)
        _check_next(practice, kind, mistakes)
        _check_effects(practice, kind, effects, mistakes)
        _check_plan(practice, kind, mistakes)
        if whole:
            _check_sign_off(practice, kind, mistakes)
    if facts is not None:
        _check_facts(practice, facts, mistakes)


def _file(practice: "Practice", code: str, key: str) -> str:
    return practice.origins.get(f"step {code}.{key}", f"{practice.code}/steps.toml")


def _check_form(practice: "Practice", kind: StepKind, mistakes: Mistakes) -> None:
    if kind.form and kind.form not in practice.forms:
        mistakes.unknown(
            _file(practice, kind.code, "form"), f"{kind.code}.form", "form", kind.form, practice.forms
        )


def _check_next(practice: "Practice", kind: StepKind, mistakes: Mistakes) -> None:
    """What may follow is a step, or an ending that has an effect; every outcome asked for may follow."""
    known = {*practice.steps, *kind.effects, *kind.starts}
    for name in kind.next:
        if name not in known:
            mistakes.unknown(
                _file(practice, kind.code, "next"), f"{kind.code}.next", "step or ending", name, known
            )
    for outcome, started in kind.starts.items():
        for name in started:
            if name not in practice.steps:
                entry = f"{kind.code}.starts.{outcome}"
                mistakes.unknown(_file(practice, kind.code, "starts"), entry, "step", name, practice.steps)
    form = practice.forms.get(kind.form)
    if form is None or not form.has(OUTCOME):
        return
    for code in form.question(OUTCOME).codes():
        if code not in kind.next:
            file = practice.origins.get(f"form {kind.form}", f"{practice.code}/forms/{kind.form}.toml")
            mistakes.unknown(file, f"question {OUTCOME}", f"next step of {kind.code}", code, kind.next)


def _check_effects(
    practice: "Practice", kind: StepKind, effects: Collection[str] | None, mistakes: Mistakes
) -> None:
    file = _file(practice, kind.code, "effects")
    for outcome, effect in kind.effects.items():
        if outcome not in kind.next:
            mistakes.unknown(file, f"{kind.code}.effects", f"next step of {kind.code}", outcome, kind.next)
        if effects is not None and effect not in effects:
            mistakes.unknown(file, f"{kind.code}.effects.{outcome}", "effect", effect, effects)


def _check_plan(practice: "Practice", kind: StepKind, mistakes: Mistakes) -> None:
    known = [code.code for code in practice.lists[PLAN_KINDS].codes] if PLAN_KINDS in practice.lists else []
    if kind.plan and kind.plan not in known:
        file = _file(practice, kind.code, "plan")
        mistakes.unknown(file, f"{kind.code}.plan", "kind of plan", kind.plan, known)


def _check_sign_off(practice: "Practice", kind: StepKind, mistakes: Mistakes) -> None:
    if not kind.sign_off.by:
        return
    if kind.sign_off.sample and not any(READ_SAMPLE in role.may for role in practice.roles.values()):
        mistakes.add(
            _file(practice, kind.code, "sign_off"),
            f"{kind.code}.sign_off.sample",
            "Some of this work is to be read, and no role may read it.",
            f"Give a role {READ_SAMPLE}, or leave sample out.",
        )
    file, entry = _file(practice, kind.code, "sign_off"), f"{kind.code}.sign_off.by"
    role = practice.roles.get(kind.sign_off.by)
    if role is None:
        mistakes.unknown(file, entry, "role", kind.sign_off.by, practice.roles)
    elif kind.sign_off.needed and SIGN_OFF not in role.may:
        able = [code for code, other in practice.roles.items() if SIGN_OFF in other.may]
        mistakes.add(
            file,
            entry,
            f'The role "{role.code}" may not sign off.',
            f"Roles that may: {', '.join(able) or 'none'}.",
        )


def _check_facts(practice: "Practice", facts: Collection[str], mistakes: Mistakes) -> None:
    for form in practice.forms.values():
        file = practice.origins.get(f"form {form.code}", "")
        for name in form.facts:
            if name not in facts:
                mistakes.unknown(file, "facts", "fact", name, facts)
        for question in form.questions:
            if question.pulls and question.pulls not in facts:
                mistakes.unknown(file, f"question {question.id}.pulls", "fact", question.pulls, facts)
