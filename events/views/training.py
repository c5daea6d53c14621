"""Forms of batches and speakers. The training's own page is in the officers room."""

from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from events import services
from events.models import Batch, Event, Speaker
from events.training_forms import BatchForm, SpeakerForm
from lo_portal.access import requires
from lo_portal.editing import edit


@requires("events.create_batch", on=Event)
@require_http_methods(["GET", "POST"])
def batch_create(request, event):
    return _edit(
        request,
        event,
        form=lambda data, files, row: BatchForm(data, files, instance=row),
        save=lambda form: services.create_batch(
            event=event, values=form.changes, by=request.user, at=timezone.now()
        ),
        heading=_("Add a batch"),
    )


@requires("events.change_batch", on=Batch)
@require_http_methods(["GET", "POST"])
def batch_change(request, batch):
    return _edit(
        request,
        batch.event,
        row=batch,
        form=lambda data, files, row: BatchForm(data, files, instance=row),
        save=lambda form: services.change_batch(
            batch=batch, changes=form.changes, by=request.user, at=timezone.now()
        ),
        heading=_("Edit the batch"),
    )


@requires("events.remove_batch", on=Batch)
@require_POST
def batch_remove(request, batch):
    services.remove_batch(batch=batch, by=request.user, at=timezone.now())
    return redirect(_home_of(batch.event))


@requires("events.create_speaker", on=Event)
@require_http_methods(["GET", "POST"])
def speaker_create(request, event):
    return _edit(
        request,
        event,
        form=lambda data, files, row: SpeakerForm(data, files, instance=row, event=event),
        save=lambda form: services.create_speaker(
            event=event, values=form.changes, by=request.user, at=timezone.now()
        ),
        heading=_("Add a speaker"),
    )


@requires("events.change_speaker", on=Speaker)
@require_http_methods(["GET", "POST"])
def speaker_change(request, speaker):
    return _edit(
        request,
        speaker.event,
        row=speaker,
        form=lambda data, files, row: SpeakerForm(data, files, instance=row, event=speaker.event),
        save=lambda form: services.change_speaker(
            speaker=speaker, changes=form.changes, by=request.user, at=timezone.now()
        ),
        heading=_("Edit the speaker"),
    )


@requires("events.remove_speaker", on=Speaker)
@require_POST
def speaker_remove(request, speaker):
    services.remove_speaker(speaker=speaker, by=request.user, at=timezone.now())
    return redirect(_home_of(speaker.event))


def _home_of(event: Event) -> str:
    return reverse("officers:learning-detail", args=[event.slug])


def _edit(request, event: Event, **parts):
    home = _home_of(event)
    crumbs = [(_("Training and coordination"), home)]
    return edit(request, done=lambda saved: home, detail=event.name, crumbs=crumbs, back=home, **parts)
