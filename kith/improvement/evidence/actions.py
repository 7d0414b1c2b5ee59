"""Adding a document as evidence, opening it, and taking it back."""

import hashlib

from kith.access.doors import action
from kith.access.may import May
from kith.access.models import Worker
from kith.core import Refused, clock
from kith.documents.files import actions as documents
from kith.documents.files import rules as kinds
from kith.documents.files.handed import Handed
from kith.improvement.changes import actions as changes
from kith.improvement.evidence import queries, rules
from kith.improvement.held import held
from kith.improvement.models import EvidenceFile, PlanAction, Recommendation
from kith.improvement.queries import carried_as
from kith.improvement.rules import one_line

THERE = "This very document is there already."


@action(May.CHANGE_IMPROVEMENT)
def add_evidence(by: Worker, about: PlanAction, *, file: Handed, says: str, proof: str) -> EvidenceFile:
    """Add a document to an action as evidence of one of its four proofs.

    Raises Refused for a file that is not taken, without words, for an action that is proved or carried on, and twice.
    """
    row, words = held(about), one_line(says)
    if why := rules.obstacle_to_adding(row.rating, carried_as(row)):
        raise Refused(why, field="document")
    if wrong := [*rules.problems(words, file.problem), *rules.problems_of_proof(proof)]:
        raise Refused.several(wrong)
    made = _add(by, file, EvidenceFile(action=row, proof=proof, says=words))
    after = rules.in_the_log(made.pk, proof)
    changes.keep(by, row.plan, subject=f"Action {row.number}", field="evidence added", after=after)
    return made


@action(May.CHANGE_IMPROVEMENT)
def add_to_recommendation(by: Worker, about: Recommendation, *, file: Handed, says: str) -> EvidenceFile:
    """Add a document that shows that a recommendation is met. Raises Refused as for an action."""
    row, words = Recommendation.objects.select_for_update().get(pk=about.pk), one_line(says)
    if wrong := rules.problems(words, file.problem):
        raise Refused.several(wrong)
    return _add(by, file, EvidenceFile(recommendation=row, says=words))


@action(May.CHANGE_IMPROVEMENT)
def take_back(by: Worker, about: EvidenceFile, *, why: str) -> EvidenceFile:
    """Take a document back: its bytes, its name and what was said of it go at once; the row says who did so and why.

    Of any action, so that what names a child by mistake never has to wait. Raises Refused without a reason.
    """
    rows = EvidenceFile.objects.select_for_update(of=("self",)).select_related("stored", "action__plan")
    row, reason = rows.get(pk=about.pk), one_line(why)
    if row.taken_back_on:
        raise Refused("It was taken back already.", field="back_why")
    if wrong := rules.problem_of_why(reason):
        raise Refused(wrong, field="back_why")
    row.taken_back_on, row.taken_back_by, row.taken_back_why = clock.today(), by, reason
    row.says, row.name = rules.GONE, kinds.safe_name("document", row.stored.kind)
    row.save()
    documents.purge([row.stored], why=f"Taken back as evidence: {reason}")
    if row.action:
        kept = {"subject": f"Action {row.action.number}", "field": "evidence taken back", "why": reason}
        changes.keep(by, row.action.plan, **kept, before=rules.in_the_log(row.pk, row.proof))
    return row


@action(May.READ_EVIDENCE)
def hand_out(by: Worker, about: EvidenceFile) -> EvidenceFile:
    """Leave in the trail that somebody opened a document."""
    return about


def _add(by: Worker, file: Handed, made: EvidenceFile) -> EvidenceFile:
    if queries.is_there(made, hashlib.sha256(file.raw).hexdigest()):
        raise Refused(THERE, field="document")
    made.stored = documents.store(file.raw, kind=file.kind)
    made.name = kinds.safe_name(file.name, file.kind)
    made.by, made.recorded_at = by, clock.now()
    made.save(force_insert=True)
    return made
