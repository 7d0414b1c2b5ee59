"""A year of being asked what they think, a listening event, and what came of both: by the workers' own actions."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count

from kith.access.guarded import DEMO
from kith.access.models import Worker
from kith.core import clock
from kith.database.session import as_system
from kith.desk.demo.found import is_there, person, worker
from kith.desk.demo.starting import PracticeOn
from kith.improvement.listening import actions as improving
from kith.improvement.models import ImprovementPlan
from kith.improvement.sources.actions import answer as answers
from kith.listening.feedback import actions, queries
from kith.listening.feedback.rules import field
from kith.listening.models import FeedbackAnswer, FeedbackRequest
from kith.people.models import Person
from kith.practice.questionnaires import HELPED, SCALE, Asked, Questionnaire

AGO = (320, 250, 180, 120, 70, 20)  # days on which people were asked
ASKERS = ("colin.burge", "martin.sole", "ines.duarte")
EACH = 2  # of every questionnaire, by each who asks, on each of these days
BY_HAND = (("tia", "child"), ("tia", "parent"), ("petra", "child"), ("sam", "parent"))
BY_HAND_AGO = 30
# By mail yesterday: one waits to be sent, and one was answered on paper before it could be.
BY_MAIL = (
    ("sam", "parent", "home.sam@family.example", False),
    ("tia", "parent", "home.tia@family.example", True),
)
STAFF = ("staff", "usability", "staff", "usability")
STAFF_AGO = (200, 110, 45)
# What they thought, one after the other, and how far up a scale that is.
THOUGHT = ("yes", "partly", "yes", "yes", "no", "yes", "partly", "yes")
UP = {"yes": 1.0, "partly": 0.6, "no": 0.2}
ANSWERED = (True, True, False, True, False)
PAPER = 6  # every so many answers are on paper
GOOD = {
    "child": ("She asked me first.", "We talked in the park and not in the office.", ""),
    "parent": ("We knew each week what came next.", "Somebody rang when they said they would.", ""),
    "foster_carer": ("The health page came with the child this time.", ""),
    "referrer": ("I heard back the same day.", ""),
    "staff": ("Supervision is held now, and it helps.", ""),
}
BAD = {
    "child": ("Tell me before my worker changes.", "You said Tuesday and came on Friday."),
    "parent": ("The letters are hard to read.", "I told it all three times to three people."),
    "foster_carer": ("Tell us more before a child comes, above all what they eat and what they fear.",),
    "referrer": ("I was told that it was decided, and not what.",),
    "staff": ("Too many forms ask the same.", "I have no time to drive to children."),
}
EVENT = "Listening day at Ferry Street"
EVENT_AGO, KEPT_AGO = 41, 38
CAME = {"children": "11", "parents": "17", "foster_carers": "4", "staff": "9"}
SAID = {
    "child": "Tell us before our worker changes.\nKeep the promises you make.\nLet us choose where we talk.",
    "parent": "Give us the plan in words we can use.\nAsk fathers too.",
    "foster_carer": "Tell us what a child needs before it comes.",
}
# What was said at the event, in the order above: the action that answers it, and both in plain words.
CAME_OF_IT = (
    (2, "1.1", "You want us to keep our promises.", "What we promise is written down and looked at again."),
    (4, "3.3", "You want your plan in words you can use.", "Every family gets a plain copy within five days."),
    (5, "3.4", "Fathers want to be asked.", ""),
)  # fmt: skip
TAKEN = ("1.2", "Decisions are explained to me now, and I can say why when a family asks.")
RECOMMENDED = "Letters that families understand at once."


def act(today: date, practice_on: PracticeOn) -> None:
    """Ask, and let them answer, once, where the story and the plan are."""
    with as_system("the demonstration shows what those affected say"):
        plan = ImprovementPlan.objects.filter(programme__name="Westmere").order_by("-started_on").first()
        if not is_there() or plan is None or FeedbackRequest.objects.unguarded(DEMO).exists():
            return
        head, number = worker("ngozi.bright"), count()
        for ago in AGO:
            for username in ASKERS:
                _at_points(worker(username), today - timedelta(days=ago), today, number)
        on = today - timedelta(days=BY_HAND_AGO)
        for turn, (key, code) in enumerate(BY_HAND):
            _ask(worker("colin.burge"), person(key), "any_time", code, on, today, turn)
        for turn, (ago, code) in enumerate((ago, code) for ago in STAFF_AGO for code in STAFF):
            _ask(head, None, "any_time", code, today - timedelta(days=ago), today, turn)
        _event(head, plan, today)
        _used(head, plan)
        _mailed(worker("colin.burge"), today - timedelta(days=1))


def _at_points(by: Worker, on: date, today: date, number: "count[int]") -> None:
    """Those who are to be asked on a day about the children of somebody's teams: some of each questionnaire."""
    with clock.standing_on(on):
        found = list(_some(queries.to_ask(by, on)))
    children = Person.objects.unguarded(DEMO).in_bulk([one.child.person_id for one in found])
    for one in found:
        child = children[one.child.person_id]
        _ask(by, child, one.point.code, one.questionnaire.code, on, today, next(number))


def _some(found: Sequence[queries.ToAsk]) -> Iterator[queries.ToAsk]:
    taken: Counter[str] = Counter()
    for one in found:
        taken[one.questionnaire.code] += 1
        if taken[one.questionnaire.code] <= EACH:
            yield one


def _ask(by: Worker, child: Person | None, point: str, code: str, on: date, today: date, number: int) -> None:
    """Ask somebody, who answers some days later by the link or on paper, or not at all."""
    token = actions.new_token()
    with clock.standing_on(on):
        asked = actions.ask(by, child, point=point, questionnaire=code, token=token)
    answered_on = on + timedelta(days=2 + number % 9)
    if not ANSWERED[number % len(ANSWERED)] or answered_on > today:
        return
    posted = _posted(queries.questionnaire(asked), number)
    with clock.standing_on(answered_on):
        if number % PAPER == 0:
            actions.enter_paper(by, asked, posted=posted, answered_on=answered_on)
        else:
            actions.answer(token, posted=posted)


def _mailed(by: Worker, on: date) -> None:
    """Parents are asked by mail. Nothing is sent here: whoever serves the demonstration sends what waits."""
    with clock.standing_on(on):
        for key, code, to, on_paper in BY_MAIL:
            asked = actions.ask_by_mail(
                by, person(key), point="any_time", questionnaire=code, to=to, agreed=True
            )
            if on_paper:
                posted = _posted(queries.questionnaire(asked), 0)
                actions.enter_paper(by, asked, posted=posted, answered_on=on)


def _posted(asked: Questionnaire, number: int) -> dict[str, str]:
    helped = THOUGHT[number % len(THOUGHT)]
    return {
        field(one): _told(one, asked.who, helped, number + place) for place, one in enumerate(asked.questions)
    }


def _told(one: Asked, who: str, helped: str, number: int) -> str:
    if one.kind == HELPED:
        return helped
    if one.kind == SCALE:
        last = len(one.choices) - 1
        up = max(round(UP[helped] * last) - number % 2, 0)
        return one.choices[last - up if one.turned else up][0]
    words = GOOD[who] if helped == "yes" else BAD[who]
    return words[number % len(words)]


def _event(head: Worker, plan: ImprovementPlan, today: date) -> None:
    """A listening event, and what came of three of the things that were said."""
    with clock.standing_on(today - timedelta(days=KEPT_AGO)):
        held_on = today - timedelta(days=EVENT_AGO)
        event = improving.hold_event(head, title=EVENT, held_on=held_on, came=CAME, said=SAID)
    for place, number, said, done in CAME_OF_IT:
        row = event.source.recommendations.get(number=place)
        answers(head, plan.actions.get(number=number), recommendation=row.pk)
        if done:
            improving.say_plainly(head, row, said=said, done=done)


def _used(head: Worker, plan: ImprovementPlan) -> None:
    """One answer becomes the words of those affected of an action, and one a recommendation."""
    rows = (
        FeedbackAnswer.objects.unguarded(DEMO)
        .select_related("request__person")
        .order_by("-answered_on", "-pk")
    )
    action, words = plan.actions.get(number=TAKEN[0]), TAKEN[1]
    if taken := rows.filter(request__who="staff", helped="yes").first():
        improving.take(head, action, answer=taken, words=words)
    if bad := rows.filter(request__who="parent", helped__in=["no", "partly"]).first():
        improving.recommend_from(head, bad, words=RECOMMENDED)
