"""Pages of a training or coordination meeting: who learns, how far, and what is still missing."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from events.models import Event
from lo_portal.access import may, requires
from lo_portal.editing import edit
from lo_portal.exports import answering
from officers import courses, lists, services
from officers.course_forms import ParticipationsForm


@requires("officers.view_learning", on=Event)
@require_GET
def learning_detail(request, event):
    if not event.is_learning:
        return redirect("officers:briefing-list", event=event.slug)
    progress, now = courses.progress_of(event), timezone.now()
    sessions = sorted(courses.sessions_of(event), key=lambda one: str(one.briefing.batch or ""))
    context = {
        "progress": [(one, one.standing(now)) for one in progress],
        "sessions": courses.turnout(sessions, progress),
        "batches": courses.batches_of(event),
        "speakers": event.speakers.all(),
        "figures": courses.figures(progress),
        "may_change": may(request.user, "officers.set_participations", event),
        "may_certify": may(request.user, "letters.make_sibling", event),
    }
    return render(request, "officers/learning_detail.html", context)


@requires("officers.set_participations", on=Event)
@require_http_methods(["GET", "POST"])
def participations_set(request, event):
    """One grid: batch, test before and test after of every participant."""
    if not event.is_learning:
        return redirect("officers:briefing-list", event=event.slug)
    entries, home = list(courses.participants(event)), reverse("officers:learning-detail", args=[event.slug])
    return edit(
        request,
        form=lambda data, files, row: ParticipationsForm(data, event=event, entries=entries),
        save=lambda form: services.set_participations(
            event=event, values=form.changes, by=request.user, at=timezone.now()
        ),
        done=lambda saved: home,
        template="officers/participations_form.html",
        heading=_("Batches and test points"),
        detail=event.name,
        crumbs=[(_("Training and coordination"), home)],
        back=home,
        batches=courses.batches_of(event),
    )


@requires("officers.export_learning", on=Event)
@require_GET
def learning_export(request, event, kind):
    return answering.answer(request, lists.PARTICIPANTS, kind=kind, event=event)
