"""Outcomes that join early help to the front door and to child in need plans, under the names the packs know."""

from collections.abc import Sequence
from datetime import date

from kith.access.models import Worker
from kith.desk.early_help import actions
from kith.earlyhelp import actions as early_help
from kith.earlyhelp import effects as early_help_effects
from kith.earlyhelp import queries
from kith.frontdoor.closing import effects as closing
from kith.frontdoor.deciding import effects as deciding
from kith.inneed.plan import effects as in_need
from kith.work.answers.rules import answer_for
from kith.work.models import Step
from kith.work.steps.queries import answers_of


def offer_early_help(by: Worker, *, step: Step, people: Sequence[int], outcome: str, on: date) -> None:
    """A contact answered with early help: it stays a contact, and the family is offered help."""
    deciding.note_contact(by, step=step, people=people, outcome=outcome, on=on)
    _answer(by, step, people, taken=False, on=on)
    early_help_effects.step_down(by, step=step, people=people, outcome=outcome, on=on)


def close_and_offer_early_help(
    by: Worker, *, step: Step, people: Sequence[int], outcome: str, on: date
) -> None:
    """The case is closed, and the family is offered early help with what the assessment said."""
    early_help_effects.step_down(by, step=step, people=people, outcome=outcome, on=on)
    closing.close_involvement(by, step=step, people=people, outcome=outcome, on=on)


def end_plan_and_offer_early_help(
    by: Worker, *, step: Step, people: Sequence[int], outcome: str, on: date
) -> None:
    """A child in need plan was reviewed and ends, and the family is offered early help with what the work said."""
    in_need.review_in_need_plan(by, step=step, people=people, outcome=outcome, on=on)
    early_help_effects.step_down(by, step=step, people=people, outcome=outcome, on=on)


def open_referral(by: Worker, *, step: Step, people: Sequence[int], outcome: str, on: date) -> None:
    """A contact accepted as a referral. Where early help asked for it, a social worker takes over from there."""
    deciding.open_referral(by, step=step, people=people, outcome=outcome, on=on)
    _answer(by, step, people, taken=True, on=on)


def ask_social_worker(by: Worker, *, step: Step, people: Sequence[int], outcome: str, on: date) -> None:
    """An early help assessment that ends with a social worker being asked: the contact is made of it."""
    why = str(answer_for(answers_of(by, step), "outcome_why", None) or "")
    for around in queries.of_assessment(by, step.pk):
        actions.step_up(by, around, why=why)


def _answer(by: Worker, step: Step, people: Sequence[int], *, taken: bool, on: date) -> None:
    for around in queries.asked_by(step.pk):
        early_help.answer_step_up(by, around, taken=taken, on=on)
