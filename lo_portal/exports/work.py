"""The job of an export, run by a worker. It can be run again after a crash."""

from django.utils import timezone

from lo_portal.exports import services
from lo_portal.exports.models import Export
from lo_portal.jobs.services import handler


@handler(services.JOB)
def make(job, progress):
    export = Export.objects.select_related("owner").get(pk=job.payload["export"])
    services.make_file(export=export, at=timezone.now(), progress=progress)
    return {"export": str(export.pk)}
