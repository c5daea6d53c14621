"""The verb that joins two rows of one person."""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lo_portal import rows
from lo_portal.audit import trail
from lo_portal.refusals import Conflict, Refused
from officers.merging import comparing, judging, settling
from officers.models import IdentityKind, Officer

# What a tombstone keeps of the person: the name and the agency, so that old pages can say who it was.
EMPTIED = {
    "identity_kind": IdentityKind.NONE, "nip": "", "golongan": "", "service_rank": "", "sex": "",
    "position": "", "phone": "", "office_phone": "", "email": "", "photo": "", "user": None,
}  # fmt: skip


@transaction.atomic
def merge_officers(
    *, kept: Officer, other: Officer, taken: set[str], by, at: datetime, seen: tuple[int, int] | None = None
) -> Officer:
    """Make `other` part of `kept`: every row that names `other` names `kept` from now on.

    `taken` are the keys of `comparing.choices` whose value comes from `other`. `other` stays as an
    empty tombstone that leads to `kept`. `seen` are the versions of both that the reader compared.
    Raises `Conflict` when either changed meanwhile, `Refused` with every reason that stands against it.
    """
    locked = Officer.objects.select_for_update(of=("self",)).select_related("agency", "user").order_by("pk")
    both = {one.pk: one for one in locked.filter(pk__in=[kept.pk, other.pk])}
    kept, other = both[kept.pk], both[other.pk]
    if seen is not None and seen != (kept.version, other.version):
        raise Conflict(
            _("One of the two was changed meanwhile. Compare them once more."), code="stale_version"
        )
    against = judging.reasons_against(kept, other)
    if against:
        raise Refused(" ".join(against), code="cannot_merge")
    told = _chosen_words(kept, other, taken)
    values, files = _chosen_values(kept, other, taken), _unused_photos(kept, other, taken)
    _drop_losers(kept, other, taken)
    dropped = settling.settle_all(kept, other)
    accounts = [one.user for one in (kept, other) if one.user_id]
    other = _entomb(other, kept, at)
    kept, _diff = rows.change_row(kept, values)
    moved = _move_rows(other, kept)
    _close_accounts(kept, accounts)
    detail = {"merged": str(other), "merged_id": str(other.pk), "taken": told, "moved": moved}
    trail.record("officer.merged", on=kept, by=by, at=at, detail=detail | {"dropped": dropped})
    storage = Officer._meta.get_field("photo").storage
    transaction.on_commit(lambda: [storage.delete(name) for name in files])
    return kept


def _chosen_values(kept: Officer, other: Officer, taken: set[str]) -> dict:
    """The columns that `kept` takes from `other`; a photo goes by its name, the file stays where it is."""
    names = [name for group in comparing.COLUMNS if group[0] in taken for name in group]
    return {name: other.photo.name if name == "photo" else getattr(other, name) for name in names}


def _chosen_words(kept: Officer, other: Officer, taken: set[str]) -> list[str]:
    return [one.label for one in comparing.choices(kept, other) if one.key in taken]


def _unused_photos(kept: Officer, other: Officer, taken: set[str]) -> list[str]:
    loser = kept if "photo" in taken else other
    return [loser.photo.name] if loser.photo else []


def _drop_losers(kept: Officer, other: Officer, taken: set[str]) -> None:
    """Of two levels of a language or two ratings of a skill delete the one that was not chosen."""
    for choice in comparing.choices(kept, other):
        kind, _dash, name = choice.key.partition("-")
        loser = kept if choice.key in taken else other
        if kind == "language":
            loser.languages.filter(language=name).delete()
        elif kind == "skill":
            loser.ratings.filter(competency=name).delete()


def _entomb(other: Officer, kept: Officer, at: datetime) -> Officer:
    values = EMPTIED | {"merged_into": kept, "withdrawn_at": other.withdrawn_at or at}
    tombstone, _diff = rows.change_row(other, values)
    return tombstone


def _move_rows(other: Officer, kept: Officer) -> dict[str, int]:
    """Point every row at `kept`; answers how many of each table, by its name in the plural."""
    moved = Counter()
    for field in judging.links():
        rows_of = field.model._base_manager.filter(**{field.name: other})
        if field.model is Officer:
            rows_of = rows_of.exclude(pk=other.pk)
        moved[str(field.model._meta.verbose_name_plural)] += rows_of.update(**{field.name: kept})
    return {name: count for name, count in moved.items() if count}


def _close_accounts(kept: Officer, accounts: list) -> None:
    """The account that was not chosen is closed, unless it is the bureau's; its duties pass on."""
    for user in accounts:
        if user.pk == kept.user_id:
            continue
        if kept.user_id:
            kept.user.roles = sorted({*kept.user.roles, *(set(user.roles) & {"officer", "coordinator"})})
            kept.user.save(update_fields=["roles"])
        if judging.is_more_than_officer(user):
            user.roles = [role for role in user.roles if role not in {"officer", "coordinator"}]
        else:
            user.is_active = False
        user.save(update_fields=["roles", "is_active"])
