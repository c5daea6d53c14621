"""The jobs of an import, run by a worker. Each can be run again after a crash."""

from django.utils import timezone

from lo_portal.imports import services
from lo_portal.imports.models import ImportBatch
from lo_portal.jobs.services import handler


@handler(services.CHECK)
def check(job, progress):
    batch = ImportBatch.objects.select_related("owner").get(pk=job.payload["batch"])
    services.check_batch(batch=batch, at=timezone.now(), progress=progress)
    return {"batch": str(batch.pk)}


@handler(services.CONFIRM)
def confirm(job, progress):
    batch = ImportBatch.objects.get(pk=job.payload["batch"])
    services.confirm_batch(batch=batch, digest=job.payload["digest"], by=job.owner, at=timezone.now())
    return {"batch": str(batch.pk)}
