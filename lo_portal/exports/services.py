"""Verbs of exports: give a short list at once, make a long one in the background, forget what expired."""

import io
import tempfile
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.http import QueryDict
from django.urls import reverse
from django.utils import translation
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lo_portal import formats
from lo_portal.access import may
from lo_portal.audit import trail
from lo_portal.crypto import seal, unseal
from lo_portal.exports import writing
from lo_portal.exports.listing import Ask, Found, Listing, listing
from lo_portal.exports.models import Export
from lo_portal.jobs import services as jobs
from lo_portal.refusals import Refused

JOB = "export"
KEPT = timedelta(hours=24)
# Rows that are answered at once; more become a job.
AT_ONCE = {"xlsx": 1000, "csv": 2000, "pdf": 150}
SCRATCH = "lo-portal-export-"
LEFTOVERS = (f"{SCRATCH}*", "openpyxl.*")  # what a killed worker leaves in the folder for scratch files
SHORTEST_REASON = 5


def export_list(
    listing: Listing, *, kind: str, event, query: QueryDict, by, at: datetime
) -> tuple[Export, bytes | None]:
    """The list as a file of `kind` for `by`: the bytes where it is short, else None and a job at work.

    Without restricted columns; these are asked for by `releasing.ask_for_export`.
    """
    found = Found(listing, Ask(by, event, query, at))
    export = export_of(found, kind, at)
    if found.count() > AT_ONCE[kind]:
        return start_work(export, found), None
    stream, views = io.BytesIO(), []
    export.row_count = _write(export, found, stream, views, at)
    with transaction.atomic():
        export.save()
        _record(export, views, by, at)
    return export, stream.getvalue()


def export_of(found: Found, kind: str, at: datetime, **facts) -> Export:
    """The row of one list for the person who asks, not stored yet."""
    ask = found.ask
    return Export(
        listing=found.listing.key,
        kind=kind,
        event_id=ask.event.pk if ask.event is not None else None,
        owner=ask.reader,
        query=ask.query.urlencode(),
        language=get_language() or "id",
        file_name=_file_name(found, kind, at),
        **facts,
    )


def found_of(export: Export, at: datetime) -> Found:
    """The rows that the export would hold now, as its owner may have them."""
    return Found(listing(export.listing), Ask(export.owner, export.event, QueryDict(export.query), at))


def checked_reason(text: str, *, sentence: str = "") -> str:
    """Raises `Refused` (with `sentence`) for a look at restricted fields without a purpose."""
    if len(text.strip()) < SHORTEST_REASON:
        raise Refused(sentence or _("Write why you need to see this, in a few words."), code="no_reason")
    return text.strip()[:300]


def make_file(*, export: Export, at: datetime, progress) -> None:
    """A worker's part: write the file, then store it and say so in the trail, all or nothing.

    Run again after a crash it writes the file anew; a file that is stored already is left alone.
    Raises `Refused` when the owner lost the right meanwhile, or the release is older than a file is kept.
    """
    if export.file:
        return
    wanted, event = listing(export.listing), export.event
    if export.owner is None or not may(export.owner, wanted.permission, event):
        raise Refused(_("You may no longer take this list."), code="right_lost")
    if export.restricted and at >= export.decided_at + KEPT:
        raise Refused(
            _("The release is over: the file was not made within 24 hours. Ask for the list again."),
            code="over",
        )
    found = found_of(export, at)
    with (
        translation.override(export.language),
        tempfile.TemporaryFile(prefix=SCRATCH) as stream,
    ):
        views = []
        progress(0, found.count())
        count = _write(export, found, stream, views, at, progress)
        stream.seek(0)
        _store(export, stream, count, views, at)


def open_file(export: Export) -> BinaryIO:
    """The file as its owner reads it; with restricted fields it is kept sealed, as uploaded lists are."""
    file = export.file.open("rb")
    if not export.restricted:
        return file
    with file:
        return io.BytesIO(unseal(file.read()))


@transaction.atomic
def clear_exports(*, at: datetime) -> int:
    """Delete the files whose time is over, and what killed workers left; who took what stays known."""
    over = list(Export.objects.select_for_update().with_file().filter(expires_at__lte=at))
    for export in over:
        export.file.delete(save=False)
    Export.objects.filter(pk__in=[one.pk for one in over]).update(file="")
    clear_leftovers(Path(tempfile.gettempdir()), before=at - KEPT)
    return len(over)


def clear_leftovers(folder: Path, *, before: datetime) -> int:
    """Remove scratch files of exports in `folder` that are older than `before`; those of others stay."""
    removed = 0
    for pattern in LEFTOVERS:
        for path in folder.glob(pattern):
            with suppress(OSError):
                if path.is_file() and path.stat().st_mtime < before.timestamp():
                    path.unlink()
                    removed += 1
    return removed


@transaction.atomic
def start_work(export: Export, found: Found) -> Export:
    """Store the export with the job that will make its file."""
    export.save()
    event = export.event
    job = jobs.start_job(
        kind=JOB,
        title=_("Export: %(list)s") % {"list": writing.title_of(found)},
        by=export.owner,
        payload={"export": str(export.pk)},
        event=event,
        total=found.count(),
        done_url=reverse("exports:export-detail", args=[export.pk]),
    )
    export.job = job
    export.save(update_fields=["job", "updated_at"])
    return export


def _write(export: Export, found: Found, stream, views: list, at: datetime, progress=None) -> int:
    columns = found.listing.columns_for(found.ask, restricted=export.restricted)
    fields = [column.restricted for column in columns if column.restricted]

    def note(row):
        views.append(
            trail.view_of(
                on=found.listing.subject(row), by=export.owner, at=at, fields=fields, reason=export.reason
            )
        )

    return writing.write(
        stream,
        found,
        columns,
        kind=export.kind,
        by=str(export.owner),
        progress=progress,
        seen=note if fields else None,
    )


@transaction.atomic
def _store(export: Export, stream, count: int, views: list, at: datetime) -> None:
    held = Export.objects.select_for_update().get(pk=export.pk)
    if held.file:
        return
    held.row_count, held.expires_at = count, at + KEPT
    content = ContentFile(seal(stream.read())) if held.restricted else File(stream)
    held.file.save(held.file_name, content, save=False)
    try:
        held.save()
        _record(held, views, held.owner, at)
    except Exception:
        held.file.storage.delete(held.file.name)
        raise


def _record(export: Export, views: list, by, at: datetime) -> None:
    trail.record_views(views)
    detail = {"list": export.listing, "kind": export.kind, "rows": export.row_count}
    if export.query:
        detail["filter"] = export.query
    if export.restricted:
        detail |= {"restricted": True, "reason": export.reason, "released_by": str(export.decided_by)}
    trail.record("list.exported", on=export, by=by, at=at, detail=detail)


def _file_name(found: Found, kind: str, at: datetime) -> str:
    day = formats.local_day(at, found.ask.zone)
    return f"{slugify(writing.title_of(found))[:120]}-{day:%Y%m%d}.{kind}"
