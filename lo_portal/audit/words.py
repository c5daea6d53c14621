"""Lines of the trail as a person reads them: what was done, to what, and what changed."""

import re
from datetime import date, datetime
from functools import cache

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils import timezone
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext as _

from lo_portal import formats

SHORT, SHORT_WORD = 120, 40
ISO_DAY = re.compile(r"\d{4}-\d\d-\d\d")
ISO_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d.*[+-]\d\d:\d\d")

DONE = {
    "accepted": pgettext_lazy("trail", "accepted"),
    "access_printed": pgettext_lazy("trail", "history of access printed"),
    "accounts_opened": pgettext_lazy("trail", "accounts opened"),
    "acknowledged": pgettext_lazy("trail", "acknowledged"),
    "added": pgettext_lazy("trail", "added"),
    "adopted": pgettext_lazy("trail", "adopted"),
    "amended": pgettext_lazy("trail", "amended"),
    "answered": pgettext_lazy("trail", "answered"),
    "applied": pgettext_lazy("trail", "applied"),
    "approved_batch": pgettext_lazy("trail", "approved together"),
    "asked": pgettext_lazy("trail", "asked"),
    "attached": pgettext_lazy("trail", "attached"),
    "cancelled": pgettext_lazy("trail", "cancelled"),
    "certified": pgettext_lazy("trail", "certified"),
    "changed": pgettext_lazy("trail", "changed"),
    "cloned": pgettext_lazy("trail", "cloned"),
    "closed": pgettext_lazy("trail", "closed"),
    "computed": pgettext_lazy("trail", "computed"),
    "confirmed": pgettext_lazy("trail", "confirmed"),
    "copied": pgettext_lazy("trail", "copied"),
    "corrected": pgettext_lazy("trail", "corrected"),
    "created": pgettext_lazy("trail", "created"),
    "declined": pgettext_lazy("trail", "declined"),
    "delayed": pgettext_lazy("trail", "delayed"),
    "discarded": pgettext_lazy("trail", "discarded"),
    "enrolled": pgettext_lazy("trail", "put on the roster"),
    "erased": pgettext_lazy("trail", "erased"),
    "exported": pgettext_lazy("trail", "exported"),
    "failed": pgettext_lazy("trail", "failed"),
    "finished": pgettext_lazy("trail", "finished"),
    "held": pgettext_lazy("trail", "held"),
    "initialled": pgettext_lazy("trail", "initialled"),
    "issued": pgettext_lazy("trail", "issued"),
    "issued_batch": pgettext_lazy("trail", "issued together"),
    "languages_set": pgettext_lazy("trail", "languages set"),
    "link_made": pgettext_lazy("trail", "link made"),
    "links_reset": pgettext_lazy("trail", "links made anew"),
    "list_dropped": pgettext_lazy("trail", "list taken back"),
    "list_matched": pgettext_lazy("trail", "columns of the list chosen"),
    "listed": pgettext_lazy("trail", "taken from a list"),
    "locked": pgettext_lazy("trail", "locked"),
    "made": pgettext_lazy("trail", "made"),
    "mail_queued": pgettext_lazy("trail", "mail written"),
    "mailed": pgettext_lazy("trail", "mail sent"),
    "marked": pgettext_lazy("trail", "marked present"),
    "merged": pgettext_lazy("trail", "merged"),
    "minuted": pgettext_lazy("trail", "minuted"),
    "moved": pgettext_lazy("trail", "moved on"),
    "muted": pgettext_lazy("trail", "withheld"),
    "named": pgettext_lazy("trail", "named"),
    "noted": pgettext_lazy("trail", "noted"),
    "offered": pgettext_lazy("trail", "asked"),
    "opened": pgettext_lazy("trail", "opened"),
    "opened_by_hand": pgettext_lazy("trail", "opened by hand"),
    "owned": pgettext_lazy("trail", "taken over"),
    "participation_set": pgettext_lazy("trail", "participation set"),
    "photo_removed": pgettext_lazy("trail", "photo removed"),
    "photo_set": pgettext_lazy("trail", "photo set"),
    "placed": pgettext_lazy("trail", "placed"),
    "published": pgettext_lazy("trail", "published"),
    "raised": pgettext_lazy("trail", "raised"),
    "rated": pgettext_lazy("trail", "rated"),
    "read": pgettext_lazy("trail", "read"),
    "received": pgettext_lazy("trail", "received"),
    "recorded": pgettext_lazy("trail", "recorded"),
    "refitted": pgettext_lazy("trail", "refitted"),
    "refused": pgettext_lazy("trail", "refused"),
    "released": pgettext_lazy("trail", "released"),
    "reminded": pgettext_lazy("trail", "reminded"),
    "removed": pgettext_lazy("trail", "removed"),
    "reopened": pgettext_lazy("trail", "reopened"),
    "replaced": pgettext_lazy("trail", "replaced"),
    "reported": pgettext_lazy("trail", "reported"),
    "requested": pgettext_lazy("trail", "requested"),
    "reset": pgettext_lazy("trail", "reset"),
    "resolved": pgettext_lazy("trail", "solved"),
    "restored": pgettext_lazy("trail", "restored"),
    "retried": pgettext_lazy("trail", "sent again"),
    "returned": pgettext_lazy("trail", "returned"),
    "revoked": pgettext_lazy("trail", "revoked"),
    "sent": pgettext_lazy("trail", "sent"),
    "sent_without_letter": pgettext_lazy("trail", "sent without a letter"),
    "set": pgettext_lazy("trail", "set"),
    "signed": pgettext_lazy("trail", "signed"),
    "signed_out": pgettext_lazy("trail", "signed out"),
    "started": pgettext_lazy("trail", "started"),
    "submitted": pgettext_lazy("trail", "submitted"),
    "subscribed": pgettext_lazy("trail", "switched on"),
    "succeeded": pgettext_lazy("trail", "replaced by a new one"),
    "superseded": pgettext_lazy("trail", "superseded"),
    "switched": pgettext_lazy("trail", "switched"),
    "ticked": pgettext_lazy("trail", "ticked"),
    "told": pgettext_lazy("trail", "told"),
    "tuned": pgettext_lazy("trail", "tuned"),
    "typed": pgettext_lazy("trail", "typed in"),
    "undone": pgettext_lazy("trail", "undone"),
    "unlocked": pgettext_lazy("trail", "unlocked"),
    "unmarked": pgettext_lazy("trail", "unmarked"),
    "unsubscribed": pgettext_lazy("trail", "switched off"),
    "unticked": pgettext_lazy("trail", "unticked"),
    "uploaded": pgettext_lazy("trail", "uploaded"),
    "used": pgettext_lazy("trail", "used"),
    "verified": pgettext_lazy("trail", "verified"),
    "voided": pgettext_lazy("trail", "voided"),
    "withdrawn": pgettext_lazy("trail", "withdrawn"),
    "written": pgettext_lazy("trail", "written"),
}

# Nouns of verbs that are not the name of a kind of row.
THINGS = {
    "action": pgettext_lazy("trail", "action of a briefing"),
    "authenticator": pgettext_lazy("trail", "second step"),
    "certificates": pgettext_lazy("trail", "certificates"),
    "checklist": pgettext_lazy("trail", "checklist"),
    "cluster": pgettext_lazy("trail", "message to a cluster"),
    "conduct": pgettext_lazy("trail", "code of conduct"),
    "delivery": pgettext_lazy("trail", "sending of messages"),
    "device": pgettext_lazy("trail", "device"),
    "flight": pgettext_lazy("trail", "flight"),
    "guide": pgettext_lazy("trail", "guide"),
    "handover": pgettext_lazy("trail", "hand-over note"),
    "import": pgettext_lazy("trail", "import"),
    "invitation": pgettext_lazy("trail", "invitation"),
    "list": pgettext_lazy("trail", "list"),
    "material": pgettext_lazy("trail", "material of a briefing"),
    "nominees": pgettext_lazy("trail", "list of nominees"),
    "notices": pgettext_lazy("trail", "messages"),
    "pairing": pgettext_lazy("trail", "rules of the pairing"),
    "pairs": pgettext_lazy("trail", "pairs"),
    "participation": pgettext_lazy("trail", "participation"),
    "person": pgettext_lazy("trail", "person"),
    "plan": pgettext_lazy("trail", "plan"),
    "push": pgettext_lazy("trail", "push messages"),
    "reminder_rule": pgettext_lazy("trail", "rule of reminders"),
    "reminder_rules": pgettext_lazy("trail", "rules of reminders"),
    "second_step": pgettext_lazy("trail", "second step"),
    "status": pgettext_lazy("trail", "status report"),
    "tier": pgettext_lazy("trail", "tier"),
}


def deed(verb: str) -> str:
    """What was done, as "changed"; a participle without words of its own is shown as it is."""
    participle = verb.partition(".")[2] or verb
    return str(DONE.get(participle, participle.replace("_", " ")))


def noun(verb: str) -> str:
    """What was dealt with, as "officer": the name of the kind of row, or words of its own."""
    name = verb.partition(".")[0]
    return str(THINGS.get(name) or _names_of_rows().get(name.replace("_", "")) or name.replace("_", " "))


def whole_deed(verb: str) -> str:
    """The verb where nothing beside it says what was dealt with: "officer: changed"."""
    return f"{noun(verb)}: {deed(verb)}"


@cache
def _names_of_rows() -> dict[str, str]:
    """Kinds of row by their name in code; of two of a name the first."""
    return {model._meta.model_name: model._meta.verbose_name for model in reversed(apps.get_models())}


def kind_of(subject_type: str) -> str:
    """The name of a kind of thing, as "guest"; of one that is gone, its label."""
    model = _model(subject_type)
    return str(model._meta.verbose_name) if model else subject_type


def field_name(subject_type: str, name: str) -> str:
    """The field's name as forms show it; for rows below, the name of those rows."""
    field = _field(subject_type, name)
    if field is None:
        return name.replace("_", " ")
    return str(getattr(field, "verbose_name", None) or field.related_model._meta.verbose_name_plural)


def changes(subject_type: str, detail: dict) -> list[tuple[str, str, str | None]]:
    """(field, old, new) of each pair in `detail`; a plain fact is (name, value, None)."""
    told = []
    for name, value in detail.items():
        choices = dict(getattr(_field(subject_type, name), "flatchoices", ()))
        both = value if isinstance(value, list) and len(value) == 2 else (value,)
        old, *new = (_short(one, choices) for one in both)
        told.append((field_name(subject_type, name), old, *(new or [None])))
    return told


def _short(value, choices: dict) -> str:
    """`value` as the screen would say it: a choice by its name, an instant with its zone."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return ", ".join(_short(one, choices) for one in value)[:SHORT]
    text = "" if value is None else str(choices.get(value, value))
    if ISO_INSTANT.fullmatch(text):
        return formats.full(
            datetime.fromisoformat(text), timezone.get_current_timezone_name(), get_language()
        )
    if ISO_DAY.fullmatch(text):
        return formats.day(date.fromisoformat(text), get_language())
    if len(text) > SHORT_WORD and " " not in text:  # a hash: its beginning tells it from others
        return f"{text[:12]}…"
    return text if len(text) <= SHORT else f"{text[:SHORT]}…"


def _field(subject_type: str, name: str):
    model = _model(subject_type)
    try:
        return model._meta.get_field(name) if model else None
    except FieldDoesNotExist:
        return None


def _model(subject_type: str):
    try:
        return apps.get_model(subject_type)
    except (LookupError, ValueError):
        return None
