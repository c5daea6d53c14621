"""Verbs about an officer's photo, and what officers may correct about themselves."""

from datetime import datetime

from django.core.files.base import ContentFile
from django.db import transaction

from lo_portal import rows
from lo_portal.audit import trail
from officers.models import Officer

# What officers may change about themselves; name, number and agency are the bureau's.
OWN_FIELDS = ["phone", "office_phone"]


@transaction.atomic
def correct_contact(*, officer: Officer, changes: dict, by, at: datetime, seen: int | None = None) -> Officer:
    """The officer's own phone numbers; anything else in `changes` is left as it is."""
    own = {name: value for name, value in changes.items() if name in OWN_FIELDS}
    officer, diff = rows.change_row(officer, own, seen=seen)
    if diff:
        trail.record("officer.corrected", on=officer, by=by, at=at, detail=diff)
    return officer


@transaction.atomic
def set_photo(*, officer: Officer, photo: ContentFile | None, by, at: datetime) -> Officer:
    """A new photo (already re-encoded by `lo_portal.photos`), or none. The old file goes with the commit."""
    officer = Officer.objects.select_for_update(of=("self",)).get(pk=officer.pk)
    old, storage = officer.photo.name, officer.photo.storage
    if photo is None:
        officer.photo = ""
    else:
        officer.photo.save(f"{officer.pk}.jpg", photo, save=False)
    officer.claim_version(None)
    officer.save(update_fields=["photo", "version", "updated_at"])
    verb = "officer.photo_set" if photo is not None else "officer.photo_removed"
    trail.record(verb, on=officer, by=by, at=at)
    if old:
        transaction.on_commit(lambda: storage.delete(old))
    return officer
