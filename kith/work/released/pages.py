"""The words of a child who was taken out of a piece of work: not on its page any more, and not lost."""

from functools import partial

from django.http import Http404, HttpRequest, HttpResponse

from kith.access.doors import page
from kith.access.may import May
from kith.ui.render import render
from kith.work.answers import boxes
from kith.work.answers.held import form_of
from kith.work.naming.queries import known
from kith.work.released import queries
from kith.work.steps.queries import first_name
from kith.work.steps.viewing import opened


@page(
    "step/<id:number>/taken-out/<id:person>/", may=May.READ_RECORD, about="the children of the step",
    name="step_taken_out",
)  # fmt: skip
def step_taken_out(request: HttpRequest, number: int, person: int) -> HttpResponse:
    """What was written about one child of a piece of work before it was taken out."""
    work, children = opened(request, number)
    child = next((one for one in children if one.person_id == person and one.released_at), None)
    if child is None:
        raise Http404
    form = form_of(work)
    names = {one.person_id: first_name(one.person) for one in children}
    written = queries.written(request.user, work, person)
    said = boxes.named(form, ((one.question, one.value) for one in written))
    seen = known(request.user, said, work.started_on)
    context = {
        "step": work,
        "child": child,
        "called": names[person],
        "written": [(one, boxes.retold(form, names, one.question, one.value, known=seen)) for one in written],
        "asks": {question.id: question.ask for question in form.questions},
        "row_words": partial(boxes.row_words, form),
        "door": "work",
    }
    return render(request, "work/released/page.html", context)
