"""A document that was added as evidence, to be saved."""

from django.http import Http404, HttpRequest, HttpResponse

from kith.access.doors import page
from kith.access.may import May
from kith.documents.files import queries as documents
from kith.documents.files import rules as kinds
from kith.improvement.evidence import actions, queries


@page("improvement/evidence/<id:number>/", may=May.READ_EVIDENCE)
def improvement_evidence(request: HttpRequest, number: int) -> HttpResponse:
    """One document, to be saved: it is never opened inside our pages."""
    found = queries.evidence_of(number)
    if found is None:
        raise Http404
    raw = documents.contents(found.stored)
    actions.hand_out(request.user, found)
    answer = HttpResponse(raw, content_type=kinds.CONTENT[found.stored.kind])
    ending = found.name.rpartition(".")[2]
    answer["Content-Disposition"] = f'attachment; filename="evidence-{found.pk}.{ending}"'
    return answer
