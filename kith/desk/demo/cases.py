"""What has happened to the families of the story: cases with their work, earlier history, visits and notes.

Days are either working days before the story's today (``day``) or days as on the story's own calendar.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kith.desk.demo.story import EAST, NORTH, SOUTH


@dataclass(frozen=True, slots=True)
class Case:
    """A family with an open case. ``day``: working days since referral; ``worker`` empty when unallocated.

    ``state`` is that of the assessment; "in_need" when it is completed and help goes on. ``strategy`` says
    how many working days ago a strategy discussion was, 0 for one that goes on today. ``was`` is an earlier
    holder: (team, worker, working days ago until).
    """

    family: str
    children: tuple[str, ...]
    day: int
    source: str
    caller: tuple[str, str]
    told: str
    worker: str = ""
    state: str = "in_progress"
    team: str = NORTH
    took: int = 1
    need: str = "N1"
    note: str = ""
    strategy: int | None = None
    late: tuple[str, str] = ("", "")
    was: tuple[str, str, int] | None = None
    words: str = ""
    seen: tuple[date | None, str] = (None, "home")


CASES: tuple[Case, ...] = (
    Case("lisle", ("petra", "sam"), 38, "2A", ("Ruth Hale", "Northgate Primary"),
         "Petra said she does not want to go to dad’s at weekends. Second referral in eight months.",
         "amina.rahman", "submitted", seen=(date(2026, 10, 12), "home")),
    Case("farrant", ("leo", "maya"), 12, "6", ("", "Westmere police, public protection"),
         "Leo had marks on his arm and said his stepdad grabbed him.",
         "amina.rahman", strategy=12, seen=(date(2026, 10, 9), "home")),
    Case("dean", ("ruby",), 320, "3A", ("Dr Osman", "Alder Surgery"),
         "Mum in hospital for some time; nobody at home for Ruby.",
         "amina.rahman", "in_need", need="N3", seen=(date(2026, 9, 2), "elsewhere")),
    Case("pike", ("jordan",), 210, "5B", ("Kez Boyd", "Youth service"),
         "Jordan sleeps at friends’ and does not go home.",
         "amina.rahman", "in_need", need="N4", seen=(date(2026, 10, 8), "elsewhere")),
    Case("sharif", ("ahmed", "bilal", "noor"), 95, "2A", ("Mr Dale", "Quarry Bank Primary"),
         "Bilal often tired and hungry; mum says money ran out.",
         "amina.rahman", "in_need", need="N7", seen=(date(2026, 9, 30), "home")),
    Case("marsh", ("ivo",), 41, "3B", ("Jo Petrie", "Health visiting, North"),
         "Ivo has not gained weight; dad does not answer calls.",
         "amina.rahman", "returned", words="Say what dad told you, and the plan if he does not engage.",
         seen=(date(2026, 9, 18), "home")),
    Case("hollis", ("dylan", "grace_h"), 2, "1A", ("Jean Hollis", "family"),
         "Gran worried about drinking at home since the summer.",
         "amina.rahman", "not_started", took=2, need="N4",
         note="See both children by Friday. Gran is the best way in."),
    Case("okafor", ("ada", "chidi"), 22, "2A", ("Ms Field", "Castle Hill High"),
         "Ada told a friend she is scared to go home on Fridays.",
         "amina.rahman", seen=(date(2026, 10, 7), "home")),
    Case("hendry", ("callum", "isla"), 3, "2A", ("Ruth Hale", "Northgate Primary"),
         "Callum came to school with no shoes that fit, twice this week.", state="not_started"),
    Case("bassett", ("logan",), 2, "6", ("", "Westmere police, response"),
         "Logan was found at a flat at 2am with older men.", state="not_started", need="N6"),
    Case("umeh", ("tobi", "ife"), 1, "3E", ("Dr Brandt", "Westmere General, children’s ward"),
         "Ife has a broken arm; the story of how changes.", state="not_started", strategy=0),
    Case("greaves", ("maddie",), 1, "3C", ("Rosa Lindqvist", "School nursing"),
         "Maddie cuts herself; mum did not know.", state="not_started", need="N4"),
    Case("novak", ("jan", "eva"), 160, "5A", ("Adult services", "Westmere Council"),
         "Mum’s illness has become worse; Jan cares for Eva.", state="in_need", need="N3",
         was=(SOUTH, "farah.aziz", 1)),
    Case("kaur", ("simran", "dev"), 1, "1C", ("Simran", "the young person"),
         "Simran rang herself: shouting at home, Dev hides.", state="not_started", need="N5"),
    Case("pell", ("alfie", "rosie"), 49, "3B", ("Health visitor", "Health visiting, North"),
         "Rosie’s speech and weight; appointments missed.", "joe.whitlock", need="N5",
         late=("partner", "Waiting for paediatric report since 21 Sep. Written up otherwise."),
         seen=(date(2026, 10, 2), "home")),
    Case("dunn", ("lacey",), 47, "6", ("", "Westmere police, response"),
         "Called to the home three times in a month.", "joe.whitlock", seen=(date(2026, 9, 25), "home")),
    Case("dockery", ("ciaran",), 120, "2A", ("Mrs Boot", "Harbour Infants"),
         "Ciaran’s mum is very low since the baby.", "owen.tait", "in_need", need="N3",
         seen=(date(2026, 10, 1), "home")),
    Case("vaughan", ("elin", "rhys"), 15, "8", ("", "Women’s refuge"),
         "The family had to move at night.", "hana.kovac", seen=(date(2026, 10, 5), "elsewhere")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Past:
    """A case that has ended."""

    family: str
    children: tuple[str, ...]
    started_on: date
    ended_on: date
    source: str
    told: str
    team: str
    worker: str
    reason: str = "RC7"


PAST: tuple[Past, ...] = (
    Past("marlowe", ("tia",), date(2018, 3, 12), date(2018, 10, 19), "3B",
         "Health visitor: Tia often left with neighbours; parents’ rows.", EAST, "lena.frost"),
    Past("docherty", ("kieran", "aoife", "finn"), date(2024, 2, 5), date(2025, 3, 21), "6",
         "Dad pushed mum while the children were in the room.", SOUTH, "farah.aziz"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Heard:
    """A contact that led to no case."""

    family: str
    children: tuple[str, ...]
    on: date
    at: tuple[int, int]
    source: str
    caller: tuple[str, str]
    told: str
    outcome: str


POLICE = ("", "Westmere police, response")
HEARD: tuple[Heard, ...] = (
    Heard("marlowe", ("tia", "kofi"), date(2024, 3, 4), (11, 5), "2A", ("Ms J. Ferris", "Northgate Primary"),
          "Tia is tired and worried about mum.", "early_help"),
    Heard("docherty", ("kieran", "aoife", "finn"), date(2026, 5, 12), (22, 50), "6", POLICE,
          "Called for noise. No crime recorded. Children seen, well.", "advice"),
    Heard("arnold", ("poppy",), date(2026, 10, 13), (11, 15), "1B", ("a neighbour", ""),
          "Poppy is often in the street late; mum would take help.", "early_help"),
    Heard("marlowe", ("tia", "kofi", "elsie"), date(2026, 10, 14), (7, 5), "6", POLICE,
          "Called to 27 Alder Walk on 13 October at 22:40. A neighbour heard shouting. Children asleep.",
          "join_open"),
)  # fmt: skip

MARLOWE_TOLD = (
    "Tia often comes to school hungry, tired and without a coat. She gets Kofi and Elsie ready in the "
    "mornings. Attendance 81%."
)
MARLOWE_ANSWERS: Mapping[tuple[str, str], Any] = {
    (
        "why_now",
        "",
    ): "Mum told the midwife in September that she is expecting a baby in February. Before a fourth "
    "child comes we need to know what has become better, and what has not.",
    ("day", "tia"): "Up at seven. Gran is there most school mornings now. Breakfast Club, then school.",
    ("day", "kofi"): "Woken by gran, walks to school with Tia. Saturdays with dad at his mother’s.",
    ("day", "elsie"): "Nursery in the mornings since 8 September, with mum in the afternoons.",
    (
        "own_words",
        "tia",
    ): "“It’s quieter now at home.” “I listen for the door.” “I want mum to have someone to help her.”",
    ("own_words", "kofi"): "“Gran does eggy bread.”",
    ("own_words", "elsie"): "Smiles for Kofi, hides from new adults.",
    ("care", ""): "Mum gets everyone to school most days now. She is low and very tired in this pregnancy.",
    ("network", ""): "Gran every school morning; Daniel’s mother on Saturdays; Ms Ferris at school.",
    (
        "risk:1:what",
        "",
    ): "Between January and June the children were often not woken, fed or taken to school; Tia was "
    "doing this for Kofi and Elsie.",
    ("risk:1:whom", ""): ["tia", "kofi", "elsie"],
    ("risk:1:sure", ""): "seen",
    ("risk:1:more", ""): "Mum is low and exhausted in this pregnancy; the baby comes in February.",
    ("risk:1:less", ""): "Gran is there every school morning since August, and Tia tells adults she trusts.",
    ("risk:2:what", ""): "On 13 October police were called to shouting at the home at 22:40; who was there?",
    ("risk:2:whom", ""): ["tia", "kofi", "elsie"],
    ("risk:2:sure", ""): "not_known",
    ("risk:3:what", ""): "Elsie’s speech is behind; her two-year check was missed twice.",
    ("risk:3:whom", ""): ["elsie"],
    (
        "risk:danger",
        "",
    ): "We are worried that if mum gets no help when the baby comes, Tia will go back to being the "
    "grown-up in the mornings and Elsie will fall further behind.",
}
MARLOWE_CITES = {"risk:1:evidence": date(2026, 9, 29)}  # which visit a box cites, by its day
# Of each visit: the day, the time, its kind, the place, the words, how each child was seen.
MARLOWE_VISITS: tuple[tuple[date, int, int, str, str, str, Mapping[str, tuple[str, str]]], ...] = (
    (date(2026, 9, 18), 16, 10, "home", "27 Alder Walk",
     "All three at tea. Mum tired. Elsie shy, then showed her book.",
     {"tia": ("seen", ""), "kofi": ("seen", ""), "elsie": ("seen", "")}),
    (date(2026, 9, 29), 13, 20, "school", "Northgate Primary",
     "Tia alone in the library: “It’s quieter now at home.” Then Kofi joined us: “Gran does eggy bread.”",
     {"tia": ("alone", ""), "kofi": ("seen", ""), "elsie": ("not_seen", "Asleep at nursery")}),
    (date(2026, 10, 13), 15, 30, "no_reply", "27 Alder Walk",
     "No reply at the door. Card left. Rang mum: no answer.",
     dict.fromkeys(("tia", "kofi", "elsie"), ("not_seen", "No reply at the door"))),
)  # fmt: skip
# What a kind of visit asks besides, by the day of the visit: for all, or for one child.
MARLOWE_ASKED: dict[date, dict[str | None, dict[str, str]]] = {
    date(2026, 9, 29): {
        None: {
            "school_says": "Ms Ferris: Tia puts her hand up again. Kofi late on two Mondays.",
            "next": "Ask mum about Mondays.", "next_who": "Amina Rahman", "next_by": "6/10/2026",
        },
        "tia": {"said": "“I sleep in my own bed now.”"},
    }
}  # fmt: skip
# Of each note: the day, the time, its kind, who wrote it, the words.
MARLOWE_NOTES: tuple[tuple[date, int, int, str, str, str], ...] = (
    (date(2026, 9, 3), 10, 40, "call", "amina.rahman", "Midwife: booking at 17 weeks. Low mood score 14."),
    (date(2026, 9, 18), 11, 0, "decision", "colin.burge",
     "Good. Get dad’s account, and who stays overnight."),
    (date(2026, 9, 21), 9, 30, "call", "amina.rahman", "School: Tia talks to Ms Ferris most weeks."),
    (date(2026, 10, 6), 15, 0, "meeting", "amina.rahman", "Attendance up to 94%. Dentist still to book."),
    (date(2026, 10, 13), 17, 10, "call", "amina.rahman",
     "Health visitor: Elsie’s two-year check missed twice. Words behind age."),
)  # fmt: skip
# (who is told, kind, words, hours before this morning, about which child)
NOTICES: tuple[tuple[str, str, str, int, str], ...] = (
    (
        "amina.rahman",
        "contact",
        "Police called to 27 Alder Walk last night. The front door has sent it to you.",
        0,
        "tia",
    ),
    (
        "amina.rahman",
        "allocated",
        "2 children have been allocated to you by Colin Burge.",
        15,
        "dylan",
    ),
    ("amina.rahman", "returned", "An assessment was sent back with two points to answer.", 20, "ivo"),
)


# Who opened Tia's record: working days ago, the time, who, in which role, which page, why they could.
LOOKS: tuple[tuple[int, int, int, str, str, str, str], ...] = (
    (0, 7, 58, "ewan.price", "duty_worker", "person", "Works on a step about them"),
    (1, 22, 51, "dale.whitmore", "business_support", "person", "No link to this family"),
    (1, 22, 53, "dale.whitmore", "business_support", "person_family", "No link to this family"),
    (1, 16, 5, "amina.rahman", "social_worker", "person_visits", "Allocated worker"),
    (1, 10, 20, "amina.rahman", "social_worker", "person", "Allocated worker"),
    (1, 10, 22, "amina.rahman", "social_worker", "step", "Allocated worker"),
    (1, 9, 38, "colin.burge", "team_manager", "person", "Manages the team"),
    (6, 15, 10, "amina.rahman", "social_worker", "person_chronology", "Allocated worker"),
    (8, 15, 30, "moira.kemp", "business_support", "person", "No link to this family"),
    (11, 9, 5, "amina.rahman", "social_worker", "person", "Allocated worker"),
    (14, 10, 40, "grace.adeyemi", "conference_chair", "person", "No link to this family"),
    (14, 10, 42, "grace.adeyemi", "conference_chair", "person_chronology", "No link to this family"),
    (18, 11, 0, "colin.burge", "team_manager", "step", "Manages the team"),
)


@dataclass(frozen=True, slots=True)
class MarloweDays:
    """The fixed days of the Marlowe–Osei case."""

    referred: date = date(2026, 6, 8)
    strategy: date = date(2026, 6, 18)
    assessed: date = date(2026, 7, 1)
    again: date = date(2026, 9, 7)
    children: tuple[str, ...] = field(default=("tia", "kofi", "elsie"))
