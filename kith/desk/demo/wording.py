"""What invented workers write: plain sentences put together from parts, never about anybody real."""

from collections.abc import Mapping
from random import Random

TOLD = (
    "{name} came in {how} and said {what}.",
    "Caller is worried about {name}: {what}.",
    "Since {since} {name} has been {how}. Told us: {what}.",
    "Called to the home after {event}. {name} was there, {how}.",
    "{what}. {name} has not been in since {since}.",
)
HOW = (
    "upset",
    "hungry",
    "very quiet",
    "with a bruise on one arm",
    "in the same clothes as all week",
    "tired",
    "scared",
)
WHAT = (
    "there is shouting at home most nights", "mum does not get up", "there is nothing in the fridge",
    "dad pushed mum", "they were left alone on Saturday", "a man they do not know stays over",
    "they do not want to go home", "a bag of something was found", "they get the little ones ready alone",
)  # fmt: skip
SINCE = ("the holidays", "last week", "Monday", "the new baby came", "dad moved out", "the summer")
EVENT = ("a neighbour’s call", "an argument in the street", "a fight between adults", "a child rang 999")
VISIT = (
    "Seen {where}. Home warm and tidy; food in.",
    "Children shown us their room. Mum tired, spoke openly.",
    "Short visit. Dad at the door, let us in after a while.",
    "Talked about school and the week. Says it is better in the mornings.",
    "Drew with them. Spoke of grandad a lot.",
)
CALLS = (
    "Rang school: attendance is up, lunch account in debt.",
    "Health visitor: weight fine, missed one appointment.",
    "Mum rang: would like the visit later in the day.",
    "Police: no further calls to the address.",
    "Housing: repair booked for next week.",
)
DIRECTION = (
    "See the children before the weekend. Ask who stays overnight.",
    "Agree with the plan. Get dad’s view before the next meeting.",
    "Bring this to supervision; I want to hear what is different now.",
)
ANSWERS: Mapping[str, tuple[str, ...]] = {
    "why_now": (
        "Referred after the second call in a month. Who looks after the children in the evenings?",
        "School is worried about attendance and tiredness. Earlier help ended last year.",
    ),
    "day": (
        "Up alone, breakfast at school, home to an older cousin until mum is back.",
        "Wakes early, plays with the tablet, nursery three mornings.",
    ),
    "own_words": (
        "“I like it when it’s just us.”",
        "“Nobody shouts when nan is there.”",
        "Did not want to talk today.",
    ),
    "care": (
        "Warm with the children. Struggles with mornings and with money.",
        "Keeps routines. Finds it hard to ask for help.",
    ),
    "parents_say": (
        "Mum wants help with nights. Dad thinks there is no problem.",
        "Both say the summer was hard and is over.",
    ),
    "harm": (
        "Arguments in front of the children, about weekly until August.",
        "Meals missed; no injury seen or told.",
    ),
    "danger": ("We are worried that if the arguments go on, the children will be frightened and get hurt.",),
    "analysis": ("What weighs most is how often it happens and that nobody outside sees it.",),
    "summary": ("Worries about routines. A parenting course and a nursery place have changed the mornings.",),
    "left": ("Money is short. School keeps an eye on lunches.",),
    "outcome_why": ("The children are safer with help than without, and the parents agree.",),
}
NOT_SEEN = ("No reply at the door", "Child at a friend’s", "Child asleep", "Family away")
RETURNED = (
    "Say what each child told you, and when.",
    "Dad’s view is missing. Why not heard, and what will you do?",
    "The analysis repeats the facts. What do they mean for the children?",
)


def told(rng: Random, name: str) -> str:
    """What a caller said about a child."""
    choose = rng.choice
    words = choose(TOLD).format(
        name=name, how=choose(HOW), what=choose(WHAT), since=choose(SINCE), event=choose(EVENT)
    )
    return words[0].upper() + words[1:]


def visit(rng: Random, where: str) -> str:
    """What was seen on a visit."""
    return rng.choice(VISIT).format(where=where)
