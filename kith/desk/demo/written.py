"""What Amina Rahman wrote in the assessment of the Lisle family, which waits for her manager's decision.

Of each answer: the question, the child it is about ("" for all), what was written.
"""

from collections.abc import Mapping
from typing import Any

LISLE_ANSWERS: Mapping[tuple[str, str], Any] = {
    ("why_now", ""): "School rang because Petra said she does not want to go to dad’s at weekends and cried when "
    "asked why. It is the second referral in eight months: the first, about rows when the children are handed "
    "over, ended with advice. We need to know what happens at dad’s and what the parents can agree on.",
    ("family_hopes", ""): "Mum wants the rows to stop. Dad wants to see his children every week. Sam wants both.",
    ("seen", "petra"): "yes",
    ("seen_alone", "petra"): "yes",
    ("seen", "sam"): "yes",
    ("seen_alone", "sam"): "yes",
    ("spoken_to:1:who", ""): "Mum",
    ("spoken_to:1:part", ""): "The children live with her",
    ("spoken_to:1:how", ""): "seen",
    ("spoken_to:2:who", ""): "Dad",
    ("spoken_to:2:part", ""): "The children are with him from Friday to Sunday",
    ("spoken_to:2:how", ""): "seen",
    ("spoken_to:3:who", ""): "Ruth Hale",
    ("spoken_to:3:part", ""): "Pastoral lead at school",
    ("spoken_to:3:how", ""): "call",
    ("not_heard", ""): "Dad’s girlfriend, who is often there at weekends. She was out both times; dad gave her number.",
    ("day", "petra"): "Gets herself and Sam up and walks him to school. Home by four, homework at the kitchen "
    "table, bed with a book at nine. From Friday at six she is at dad’s, where she and Sam share the front room "
    "and go to sleep when the grown-ups do.",
    ("day", "sam"): "Porridge with mum, school with Petra, football on Wednesdays. At dad’s they play on the "
    "console and have chips. He sleeps badly there on Saturdays and is slow on Mondays.",
    ("own_words", "petra"): "“When they’ve been drinking they shout and I put the telly up so Sam can’t hear.” "
    "“I’d go on Sundays. Just not to sleep.” She was drawing a floor plan of the flat.",
    ("own_words", "sam"): "“Dad’s fun till it’s dark.” “Petra makes me a den.” He was lining up football cards.",
    ("growing", ""): "Both are well, up to date with the dentist, and liked at school. No absences but three Mondays.",
    ("growing", "petra"): "Stomach ache on Fridays since the spring; the doctor found nothing.",
    ("care", ""): "Mum keeps the week steady, warm and on time. Dad is playful and never misses a Friday. They cannot "
    "speak to each other without a row, and each asks the children what happens at the other’s. Dad drinks with "
    "his girlfriend on Saturday nights while the children are there.",
    ("parents_say", ""): "Mum: “I don’t want to stop them seeing him, I want them to sleep.” Dad first said that mum "
    "had put Petra up to it; when he heard Petra’s own words he was quiet and said he had not known she was "
    "awake. He will not drink when they are there, and agrees to Sundays without the night for now.",
    ("others_around", ""): "Dad’s girlfriend most weekends. Mum’s sister two streets away, every Tuesday.",
    ("home", ""): "Two homes. Mum’s is tidy and each child has a bed. Dad’s is one bedroom; the children sleep on the "
    "sofa bed in the room where the adults sit.",
    ("money", ""): "yes",
    ("network", ""): "Mum’s sister; Ms Hale at school; dad’s brother, who has offered to drive on Sundays.",
    ("risk:1:what", ""): "On most Saturday nights since the spring the adults at dad’s drink and shout, with both "
    "children awake in the next corner. Nobody has been hit, as far as anyone tells us; police have no calls there.",
    ("risk:1:whom", ""): ["petra", "sam"],
    ("risk:1:sure", ""): "told",
    ("risk:1:more", ""): "Nights at dad’s begin again before the drinking is dealt with. His girlfriend has not "
    "been heard.",
    ("risk:1:less", ""): "Dad heard what Petra said and changed the nights at once; he kept to it for three "
    "weekends.",
    ("risk:2:what", ""): "Petra takes charge of the night: frightened on Saturdays, stomach ache on Fridays, looks "
    "after Sam.",
    ("risk:2:whom", ""): ["petra"],
    ("risk:2:sure", ""): "told",
    ("risk:2:less", ""): "Ms Hale at school, to whom she tells it.",
    ("risk:3:what", ""): "Broken sleep; Sam believes that the shouting stops because Petra builds a den.",
    ("risk:3:whom", ""): ["sam"],
    ("risk:3:sure", ""): "seen",
    ("likely", ""): "possible",
    ("likely:why", ""): "Nights have stopped and dad keeps to it so far, for three weekends. If nights begin again "
    "before the drinking is dealt with, the fear and the broken sleep will be back.",
    ("risk:danger", ""): "We are worried that if there are nights at dad’s with drinking and rows, then Petra "
    "will be the one who keeps Sam safe, and both will be frightened and worn out.",
    ("analysis", ""): "What weighs most is that both children, each alone, told the same thing, and that Petra has "
    "taken charge of the night. It is not that dad does not care: he acted when he heard her. The first referral "
    "looked at the handing over and not at what happens after it. A plan that keeps Sundays, keeps drink out and "
    "keeps the children out of the middle can work; a fight in court about weekends would make it worse.",
    ("change", ""): "No drink when the children are there, no questions about the other home, a bed of their own "
    "before nights begin again. Petra will notice because she can sleep; Sam because dad is still fun when it is dark.",
    ("factor_codes", ""): ["1B", "17A"],
    ("factor_codes", "petra"): ["1B", "7A", "17A"],
    ("outcome", ""): "in_need",
    ("outcome_why", ""): "Advice was tried in the spring and did not hold. There is no sign of significant harm that "
    "would need enquiries: both parents see it, and the nights have stopped. Help for half a year, with a plan "
    "that both sign, is the least that is likely to last.",
    ("family_read", ""): "yes",
    ("family_reply", ""): "Mum agrees. Dad asked us to write that he never missed a weekend, and that is true. Petra "
    "asked that Sam’s words about the den stay in.",
}  # fmt: skip
