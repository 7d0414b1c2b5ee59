"""What everything has in common that is answered by a checklist of the pack."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


def _codes() -> ArrayField:
    return ArrayField(models.CharField(max_length=24), default=list, blank=True)


class Marked(models.Model):
    """Answers to a checklist: the list as it was asked, and which of its items were met, partly met and not met.

    What stands in none of the three could not be said. ``asked`` is {"title", "items": [[code, words], ...]}.
    """

    asked = models.JSONField(default=dict, blank=True)
    met = _codes()
    partly = _codes()
    not_met = _codes()

    class Meta:
        abstract = True

    @property
    def marks(self) -> dict[str, str]:
        """Item -> yes, partly, no or unseen."""
        told = {"yes": self.met, "partly": self.partly, "no": self.not_met}
        found = {code: mark for mark, codes in told.items() for code in codes}
        return {code: found.get(code, "unseen") for code, _ in self.asked.get("items", ())}


def told_once(name: str) -> models.CheckConstraint:
    """No item is met and not met at once."""
    apart = ~Q(met__overlap=F("partly")) & ~Q(met__overlap=F("not_met")) & ~Q(partly__overlap=F("not_met"))
    return models.CheckConstraint(condition=apart, name=name)
