"""The progress of a batch of letters, after the browser was closed too."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from assignments.letters import progress, services
from lo_portal.access import requires
from lo_portal.jobs.models import Job

HTMX_STOP_POLLING = 286


@requires("letters.view_batch", on=Job)
@require_GET
def batch_detail(request, job):
    """Made, signed, delivered, failed; the strip alone for htmx, with 286 once nothing moves any more."""
    batch = progress.batch_of(job)
    if request.htmx:
        status = 200 if batch.is_open else HTMX_STOP_POLLING
        return render(request, "letters/_batch.html", {"batch": batch, "is_staff": True}, status=status)
    return render(request, "letters/batch_detail.html", {"batch": batch, "is_staff": True})


@requires("letters.make_files", on=Job)
@require_POST
def batch_retry(request, job):
    """Make again whatever this batch left unmade."""
    batch = progress.batch_of(job)
    if not batch.unmade:
        return redirect("letters:batch-detail", job=job.pk)
    again = services.make_files(
        event=batch.unmade[0].event, letters=batch.unmade, by=request.user, at=timezone.now()
    )
    return redirect("letters:batch-detail", job=again.pk)
