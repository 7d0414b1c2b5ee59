"""Documents that show what actions of Westmere's plan did: made by Kith itself, added by the head of service."""

from datetime import date, timedelta

from kith.access.models import Worker
from kith.core import clock
from kith.core.word_file import Block, Heading, Paragraph, Rows, word_file
from kith.database.session import as_system
from kith.desk.demo.found import is_there, worker
from kith.desk.demo.starting import PracticeOn
from kith.documents.files import rules as kinds
from kith.documents.files.handed import Handed
from kith.improvement.evidence import actions
from kith.improvement.meeting.printing import docx, pack_of
from kith.improvement.models import BoardPaper, EvidenceFile, ImprovementPlan, Recommendation

INVENTED = "Invented for the demonstration. It names no child."
TRACKING = (
    "How assessments are tracked",
    Paragraph("Every team meets on Monday at nine and looks at each assessment from its twentieth day on."),
    Rows(
        ("What is asked", "Who answers"),
        (
            ("Was the child seen, and alone?", "Social worker"),
            ("What is still to come from others?", "Social worker"),
            ("Will it be finished in time, and if not, what is done today?", "Team manager"),
        ),
        (3, 1),
    ),
)
SURVEY = (
    "What families said of the plain copy",
    Paragraph("Forty-one families were rung up within two weeks of a conference or a review."),
    Rows(
        ("Answer", "Families"),
        (
            ("They had a copy within five days", "36"),
            ("They could use its words", "33"),
            ("They had none", "5"),
        ),
        (3, 1),
    ),
)
EXAMPLE = (
    "A plan in plain words",
    Paragraph("What we are worried about, what will be different, who does what and by when: on one page."),
    Paragraph("Every name in the example is left out, and so is every place."),
)
SECTION = ("The section on risk", Paragraph("What may happen, how likely it is, and what keeps it away."))
# Action, proof, how many days ago, name of the file, what it shows, and what stands in it.
OF_ACTIONS = (
    (
        "3.1",
        "lead",
        40,
        "Tracking meetings.docx",
        "How every team tracks its assessments each week",
        TRACKING,
    ),
    (
        "3.3",
        "affected",
        25,
        "Calls to families.docx",
        "What forty-one families said of the plain copy",
        SURVEY,
    ),
    ("3.2", "lead", 20, "Section on risk.docx", "The section on risk as it is asked now", SECTION),
)
TAKEN_BACK = ("3.2", 18, "It is the draft of last year. The one that holds follows.")
PAPER = ("6.1", "board", 5, "Board paper.docx", "The paper on which the board agreed one way to audit")
OF_RECOMMENDATION = (2, 12, "Plain plan.docx", "A plan in the words that families use", EXAMPLE)


def act(today: date, practice_on: PracticeOn) -> None:
    """Add the documents once, where the plan and its board are."""
    with as_system("the demonstration shows documents as evidence"):
        plan = ImprovementPlan.objects.filter(programme__name="Westmere").order_by("-started_on").first()
        paper = BoardPaper.objects.order_by("-pk").first()
        if not is_there() or plan is None or paper is None or EvidenceFile.objects.exists():
            return
        by = worker("ngozi.bright")
        for number, proof, ago, name, says, document in OF_ACTIONS:
            _add(
                by, plan, number, proof, today - timedelta(days=ago), _file(name, _document(*document)), says
            )
        number, proof, ago, name, says = PAPER
        _add(by, plan, number, proof, today - timedelta(days=ago), _file(name, docx(pack_of(paper))), says)
        number, ago, why = TAKEN_BACK
        with clock.standing_on(today - timedelta(days=ago)):
            actions.take_back(by, EvidenceFile.objects.get(action__plan=plan, action__number=number), why=why)
        _answer(by, plan, today)


def _add(
    by: Worker, plan: ImprovementPlan, number: str, proof: str, on: date, file: Handed, says: str
) -> None:
    with clock.standing_on(on):
        actions.add_evidence(by, plan.actions.get(number=number), file=file, says=says, proof=proof)


def _answer(by: Worker, plan: ImprovementPlan, today: date) -> None:
    number, ago, name, says, document = OF_RECOMMENDATION
    of_plan = Recommendation.objects.filter(source__kind="inspection", answers__action__plan=plan)
    about = of_plan.get(number=number)
    with clock.standing_on(today - timedelta(days=ago)):
        actions.add_to_recommendation(by, about, file=_file(name, _document(*document)), says=says)


def _document(title: str, *blocks: Block) -> bytes:
    return word_file(title, [Heading(title), *blocks], INVENTED)


def _file(name: str, raw: bytes) -> Handed:
    """A file as somebody hands it in: judged by what is in it, as every other."""
    found = kinds.look(raw, len(raw))
    return Handed(name, found.kind, raw, found.problem)
