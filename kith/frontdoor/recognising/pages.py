"""Who the children of a contact may be, while its first lines are being typed and nothing is kept yet."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from kith.access.doors import page
from kith.access.may import May
from kith.frontdoor.contacts import queries, rules
from kith.frontdoor.models import Contact, ContactChild
from kith.frontdoor.recognising.queries import Aside
from kith.ui.render import fragment

NOBODY_YET = Aside({}, {})


@page("front-door/contact/look/<id:place>/", may=May.TAKE_CONTACT)
@require_POST
def contact_look(request: HttpRequest, place: int) -> HttpResponse:
    """Who the child on one line may be, as the cell of the table, before the contact is begun.

    What is typed comes in the body and is kept nowhere. Nothing is looked for until a second thing is told: a name
    alone is that of many.
    """
    if not 1 <= place <= rules.MOST_CHILDREN:
        raise Http404("no such line")
    told = {name: fact.value for name, fact in rules.facts_in(request.POST.dict()).items()}
    lines = [line for line in (_line(told, at) for at in range(1, rules.MOST_CHILDREN + 1)) if line]
    about_all = ("postcode_told", "caller_phone", "caller_organisation")
    contact = Contact(**{name: told.get(name, "") for name in about_all})
    line = next((line for line in lines if line.position == place), None)
    row = queries.Row(place, line)
    if line is not None and rules.enough_to_look(vars(line), contact.postcode_told, len(lines)):
        found = queries.rows(request.user, contact, lines, NOBODY_YET, place)
        row = next(one for one in found if one.position == place)
    return fragment(request, "frontdoor/contacts/match.html", "match", {"row": row, "before": True})


def _line(told: dict[str, str], place: int) -> ContactChild | None:
    """What was typed on a line; nothing for a blank one, or for what could not be kept."""
    facts = {name: told.get(f"{name}.{place}", "") for name in rules.OF_A_CHILD[:3]}
    facts["sex_told"] = facts["sex_told"] or "U"
    if rules.is_blank_line(facts) or any(rules.problem(name, value, ()) for name, value in facts.items()):
        return None
    return ContactChild(position=place, **facts)
