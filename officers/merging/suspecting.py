"""Rows of the register that may be one person twice: the same name, and the same agency or telephone.

Two rows with one service number cannot be: the table refuses the second.
"""

from dataclasses import dataclass

from django.core.paginator import Page, Paginator
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Lower, Trim

from officers.models import Officer

GROUPS_A_PAGE = 25
_KEY = Lower(Trim("name"))


@dataclass(frozen=True)
class Suspect:
    """A row with what it shares with an earlier row of its group; `kept` is the row to compare it with."""

    officer: Officer
    kept: Officer | None = None
    same_agency: bool = False
    same_phone: bool = False


@dataclass(frozen=True)
class Group:
    """Rows of one name, the one that served most first: it is proposed to stay."""

    name: str
    suspects: tuple[Suspect, ...]


def suspected() -> QuerySet:
    """Officers of whom another row looks like the same person, with `key`, the name in small letters."""
    twin = Officer.objects.persons().annotate(key=_KEY).filter(key=OuterRef("key")).exclude(pk=OuterRef("pk"))
    shared = Q(agency=OuterRef("agency")) | (Q(phone=OuterRef("phone")) & ~Q(phone=""))
    return Officer.objects.persons().annotate(key=_KEY).filter(Exists(twin.filter(shared)))


def groups_page(number) -> tuple[Page, list[Group]]:
    """One page of names, and the rows of each; four queries whatever the register's size."""
    names = suspected().order_by("key").values_list("key", flat=True).distinct()
    page = Paginator(names, GROUPS_A_PAGE).get_page(number)
    rows = suspected().filter(key__in=list(page)).select_related("agency")
    rows = rows.annotate(served=Count("roster", distinct=True)).order_by("key", "-served", "created_at")
    by_name = {}
    for officer in rows:
        by_name.setdefault(officer.key, []).append(officer)
    return page, [_group(officers) for officers in by_name.values()]


def count_groups() -> int:
    """How many names stand more than once."""
    return suspected().values("key").distinct().count()


def _group(officers: list[Officer]) -> Group:
    suspects = [Suspect(officers[0])]
    for place, officer in enumerate(officers[1:], start=1):
        kept = next(one for one in (*officers[:place], *officers[place + 1 :]) if _alike(one, officer))
        agency = kept.agency_id == officer.agency_id
        suspects.append(Suspect(officer, kept, agency, bool(officer.phone) and kept.phone == officer.phone))
    return Group(officers[0].name, tuple(suspects))


def _alike(one: Officer, other: Officer) -> bool:
    return one.agency_id == other.agency_id or (bool(one.phone) and one.phone == other.phone)
