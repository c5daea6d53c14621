"""What the page of the trail shows: changes or views, by whom, of what, when."""

from datetime import datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

CHANGES, VIEWS = "changes", "views"


class TrailFilter(forms.Form):
    """Read leniently: a field that makes no sense filters nothing."""

    kind = forms.ChoiceField(
        label=_("Show"), choices=[(CHANGES, _("What was done")), (VIEWS, _("Who looked"))], required=False
    )
    who = forms.CharField(label=_("Who"), max_length=80, required=False)
    what = forms.CharField(label=_("Thing"), max_length=80, required=False)
    deed = forms.CharField(label=_("Deed"), max_length=60, required=False)
    first = forms.DateField(label=_("From"), required=False)
    last = forms.DateField(label=_("Up to and including"), required=False)
    event = forms.UUIDField(required=False)

    def applied_to(self, rows, *, names: bool = True):
        """`rows` of the trail that the filled fields leave; without `names` none is sought by its thing."""
        self.is_valid()
        facts = self.cleaned_data
        chosen = {
            "actor_name__icontains": facts.get("who"),
            "subject_label__icontains": facts.get("what") if names else "",
            "at__gte": _midnight(facts.get("first")),
            "at__lt": _midnight(facts.get("last"), days=1),
            "event_id": facts.get("event"),
        }
        if not self.is_of_views:
            chosen["verb"] = facts.get("deed")
        return rows.filter(**{name: value for name, value in chosen.items() if value})

    @property
    def is_of_views(self) -> bool:
        self.is_valid()
        return self.cleaned_data.get("kind") == VIEWS


def _midnight(day, *, days: int = 0):
    """The beginning of that day (or `days` later) in the bureau's time zone."""
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=days), time(), timezone.get_default_timezone())
