"""The progress card of a job: polled every two seconds until it is over (status 286 ends it)."""

from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from lo_portal.access import requires
from lo_portal.jobs import services
from lo_portal.jobs.models import Job, JobState

HTMX_STOP_POLLING = 286


@requires("jobs.view_job", on=Job)
@require_GET
def job_detail(request, job):
    if request.htmx:
        status = 200 if job.is_open else HTMX_STOP_POLLING
        response = render(request, "jobs/_job.html", {"job": job}, status=status)
        if job.state == JobState.DONE and job.done_url == request.htmx.current_url_abs_path:
            response["HX-Refresh"] = "true"  # the page that shows the result is the one it is on
        return response
    return render(request, "jobs/job_detail.html", {"job": job})


@requires("jobs.cancel_job", on=Job)
@require_POST
def job_cancel(request, job):
    services.cancel_job(job=job, by=request.user, at=timezone.now())
    return redirect("jobs:job-detail", job=job.pk)


@requires("jobs.retry_job", on=Job)
@require_POST
def job_retry(request, job):
    services.retry_job(job=job, by=request.user, at=timezone.now())
    return redirect("jobs:job-detail", job=job.pk)
