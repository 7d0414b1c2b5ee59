# ruff: noqa: E501 -- what people wrote stands as they wrote it
"""What was written in the other assessments of the story, as far as each has come.

Of each family: the question, the child it is about ("" for all), what was written. The Marshes' went to the manager
and came back; those of Farrant, Okafor, Pell and Dunn are being written; the rest is completed.
"""

from collections.abc import Mapping
from typing import Any

Answers = Mapping[tuple[str, str], Any]


def _completed(
    child: str, why: str, day: str, own: str, care: str, harm: str, change: str
) -> dict[tuple[str, str], Any]:
    """An assessment that ended with help: the answers that are read again later."""
    return {
        ("why_now", ""): why, ("seen", child): "yes", ("seen_alone", child): "yes", ("day", child): day,
        ("own_words", child): own, ("care", ""): care, ("risk:1:what", ""): harm,
        ("risk:1:whom", ""): [child], ("risk:1:sure", ""): "told", ("change", ""): change,
        ("outcome", ""): "in_need", ("family_read", ""): "yes",
        ("outcome_why", ""): "The family agrees to help, and without it things would get worse for the child.",
    }  # fmt: skip


MARSH: Answers = {
    ("why_now", ""): "The health visitor weighed Ivo on 12 August and again on 17 August: he had lost 200 grams. Dad, who "
    "looks after him since mum left in June, did not answer three calls.",
    ("family_hopes", ""): "Dad wants to be left to get on with it, and for Ivo to sleep.",
    ("seen", "ivo"): "yes",
    ("seen_alone", "ivo"): "no",
    ("spoken_to:1:who", ""): "Jo Petrie",
    ("spoken_to:1:part", ""): "Health visitor since his birth",
    ("spoken_to:1:how", ""): "call",
    ("spoken_to:2:who", ""): "Mum",
    ("spoken_to:2:part", ""): "Lives with her sister in Leeds",
    ("spoken_to:2:how", ""): "call",
    ("not_heard", ""): "Dad said little at the door on both visits and has not come to the office.",
    ("day", "ivo"): "In his cot until dad is up, often ten. Bottle, then the chair in front of the television. Dad’s mother "
    "comes on Tuesdays and takes him out.",
    ("own_words", "ivo"): "He is eight months and has no words. He watches faces, does not cry for the bottle, and settled at "
    "once on his gran’s arm.",
    ("growing", ""): "Weight fell from the 25th line to below the 2nd in ten weeks; the doctor found no illness.",
    ("care", ""): "Clean and warmly dressed. Bottles are made weak towards the end of the week. Dad is gentle and very tired.",
    ("parents_say", ""): "Mum says he managed well until he lost his job. Dad says “he eats what he wants”.",
    ("others_around", ""): "Dad’s mother, on Tuesdays and when he rings her.",
    ("home", ""): "One warm room, the other is not used. Food for two days on 18 September.",
    ("money", ""): "no",
    ("money_short", ""): "Dad’s benefit was stopped in July and started again on 1 September.",
    ("network", ""): "His mother; a neighbour with a baby who has offered to sit.",
    ("risk:1:whom", ""): ["ivo"],
    ("risk:1:sure", ""): "seen",
    ("risk:1:more", ""): "Dad alone with it, with no money in the last days of a week.",
    ("risk:1:less", ""): "His gran on Tuesdays; a neighbour with a baby who has offered to sit.",
    ("risk:1:what", ""): "He is not getting enough to eat, by the scales and by the bottles seen on two visits.",
    ("likely", ""): "likely",
    ("likely:why", ""): "Nothing has changed since August but that dad now opens the door.",
    ("risk:danger", ""): "We are worried that if dad stays alone with it, then Ivo will go on losing weight and become ill.",
    ("analysis", ""): "Ivo’s weight fell when mum left and the money stopped. Dad can do it, his mother says, and he did.",
    ("change", ""): "Ivo weighed each week and gaining; dad rings his mother before the milk runs out.",
    ("factor_codes", ""): ["18B"],
    ("outcome", ""): "in_need",
    ("outcome_why", ""): "Weekly weighing and help with money may be enough, if dad lets us in.",
    ("family_read", ""): "no",
    ("family_later", ""): "On the next visit, with his mother there.",
}  # fmt: skip

BEING_WRITTEN: Mapping[str, Answers] = {
    "farrant": {
        ("why_now", ""): "Police saw marks on Leo’s arm on the day his school rang. He said that his stepdad grabbed him.",
        ("own_words", "leo"): "“He gets like that when the match is on.” “Don’t tell Maya I said.”",
        ("day", "leo"): "Walks Maya to school, back at four, upstairs until mum comes home at six.",
        ("risk:1:whom", ""): ["leo"],
        ("risk:1:sure", ""): "seen",
        ("risk:1:what", ""): "Three finger marks on the upper arm (police, 28 September; the doctor agrees with how he says it was).",
    },
    "okafor": {
        ("why_now", ""): "Ada told a friend that she is scared to go home on Fridays. School rang the same afternoon.",
        ("own_words", "ada"): "“Fridays uncle comes. He shouts at dad and dad goes quiet.”",
        ("own_words", "chidi"): "“I do Lego in the wardrobe.”",
        ("care", ""): "Both children are well looked after on every other day; mum works nights from Thursday to Sunday.",
    },
    "pell": {
        ("why_now", ""): "Rosie’s speech is a year behind and she has lost weight. Four appointments were missed since May.",
        ("day", "rosie"): "Home with mum. A lot of television; she points at what she wants.",
        ("own_words", "alfie"): "“Rosie talks to me. You just have to wait.”",
        ("parents_say", ""): "Mum says that letters come when she is too tired to open them.",
    },
    "dunn": {
        ("why_now", ""): "Police were called three times in a month: shouting, a broken door, a neighbour’s fence.",
        ("own_words", "lacey"): "“I put my headphones on. Both of them.”",
        ("day", "lacey"): "School, then at her friend’s until eight. She goes home when the car is gone.",
        ("care", ""): "Meals and school are in order. Neither parent says what the quarrels are about.",
    },
}  # fmt: skip

COMPLETED: Mapping[str, Answers] = {
    "dean": _completed("ruby", "Mum has to stay in hospital and nobody is at home for Ruby.",
        "With her aunt on weekdays, with mum’s friend at weekends; she visits the ward on Wednesdays.",
        "“I want one bed, not two.”", "Mum rings every evening and knows what Ruby had for lunch.",
        "She moves twice a week and worries that mum will not come back.", "One place to sleep until mum is home."),
    "pike": _completed("jordan", "Jordan sleeps at friends’ and has not been home for three weeks.",
        "College three days, then where there is a sofa.", "“It’s not that bad. It’s just not mine.”",
        "Mum leaves the door unlocked for him; her partner locks it.", "Nights with people nobody knows.",
        "A room of his own by Christmas, and tea with mum on Sundays."),
    "sharif": _completed("bilal", "Bilal is often tired and hungry at school; mum says that the money ran out.",
        "Breakfast at school. Noor’s feeds wake everybody at four.", "“Mum says she’s eaten. She hasn’t.”",
        "Mum puts the children first and goes without.", "Three weeks of too little food; no other harm.",
        "Benefit in order, the food bank until then, a nursery place for Noor."),
    "dockery": _completed("ciaran", "School rang: mum has been very low since the baby came, and Ciaran does the mornings.",
        "Makes the bottle, then his own toast, then school.", "“I’m good at the bottle now.”",
        "Warm when she is up; on bad days she does not get up.", "He carries what a grown-up should.",
        "Dad’s leave, the perinatal team, and Ciaran at football on Saturdays."),
    "novak": _completed("jan", "Mum’s illness has become worse, and Jan cares for Eva and for her.",
        "Shopping before school, tea for three after it.", "“If I go out I leave my phone on loud.”",
        "Mum says what is for her to say and for a carer to do; she wants Jan to be fourteen.",
        "Jan misses a day of school each week.", "Home care twice a day, and young carers on Tuesdays."),
}  # fmt: skip
