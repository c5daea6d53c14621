"""Reminder rules of an event: which reminders there are, for whom, and how to change them."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from assignments.notices import profiles
from assignments.notices.forms import ReminderRuleForm
from assignments.notices.models import ReminderKind, ReminderProfile
from assignments.notices.planner import DEFAULT_RULES
from events.models import Event
from lo_portal.access import requires
from lo_portal.refusals import Refused


@requires("notices.view_reminders", on=Event)
@require_http_methods(["GET", "POST"])
def reminder_list(request, event):
    form = ReminderRuleForm(request.POST or None, event=event)
    if request.method == "POST" and form.is_valid():
        try:
            profiles.add_reminder_rule(event=event, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, _("The reminder is added."))
            return redirect("notices:reminder-list", event.slug)
    status = 422 if form.is_bound else 200
    context = {"form": form, "groups": list(_groups(event))}
    return render(request, "notices/reminder_list.html", context, status=status)


@requires("notices.change_reminders", on=Event)
@require_POST
def reminders_adopt(request, event):
    """Make the defaults of one kind the event's own rules."""
    kind = request.POST.get("kind")
    if kind not in ReminderKind.values:
        raise Refused(_("Choose a kind of reminder."), code="bad_kind")
    profiles.adopt_default_rules(event=event, kind=kind, by=request.user, at=timezone.now())
    return redirect("notices:reminder-list", event.slug)


@requires("notices.change_reminders", on=ReminderProfile)
@require_POST
def reminder_switch(request, rule):
    active = request.POST.get("active") == "yes"
    profiles.switch_reminder_rule(rule=rule, is_active=active, by=request.user, at=timezone.now())
    return redirect("notices:reminder-list", rule.event.slug)


@requires("notices.change_reminders", on=ReminderProfile)
@require_POST
def reminder_remove(request, rule):
    profiles.remove_reminder_rule(rule=rule, by=request.user, at=timezone.now())
    return redirect("notices:reminder-list", rule.event.slug)


def _groups(event):
    """Per kind: the label, its rules, and whether they are the house's defaults."""
    rows = list(event.reminder_profiles.select_related("tier"))
    for kind, label in ReminderKind.choices:
        own = [row for row in rows if row.kind == kind]
        inherited = not any(row.tier_id is None for row in own)
        defaults = [rule for rule in DEFAULT_RULES if rule.kind == kind] if inherited else []
        yield {"kind": kind, "label": label, "own": own, "defaults": defaults}
