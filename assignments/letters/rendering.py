"""The worker's side of letters: stored text -> PDF -> file. Safe to run twice, alone or side by side."""

from django.utils import timezone
from django.utils.translation import gettext as _

from assignments.letters import documents, pictures, services
from assignments.letters.models import Letter
from lo_portal.jobs import services as jobs


@jobs.handler(services.MAKE_LETTERS)
def make_letters(job, progress) -> dict:
    """Make the files of the batch's letters that have none; a bad letter fails alone.

    Whatever a killed worker left behind is made by the next one: a letter without a file is the queue.
    """
    keys = job.payload["letters"]
    unmade = list(Letter.objects.unmade().filter(pk__in=keys).select_related("profile", "entry"))
    done, failed = len(keys) - len(unmade), 0
    progress(done, total=len(keys))
    for item in documents.render_batch([pictures.stored_document(letter) for letter in unmade]):
        letter = unmade[item.position]
        if item.error is not None:
            failed += 1
            services.fail_file(letter=letter, reason=str(item.error), at=timezone.now())
        else:
            made = item.rendered
            services.keep_file(
                letter=letter, pdf=made.pdf, sha256=made.sha256, pages=made.pages, at=timezone.now()
            )
        done += 1
        progress(done, message=_("%(count)d could not be made") % {"count": failed} if failed else "")
    return {"made": len(keys) - failed, "failed": failed}
