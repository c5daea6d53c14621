"""What the tables and columns of a person's copy are called, in the reader's language.

Our own models name themselves; this table names those of libraries and of plain links, and says which
columns are keys and machinery that tell a person nothing.
"""

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

TABLES = {
    "account.emailaddress": _("e-mail addresses of the account"),
    "accounts.user_groups": _("groups of the account"),
    "accounts.user_user_permissions": _("permissions of the account"),
    "admin.logentry": _("changes in the administration"),
    "delegates.movement_guests": _("movements of the guest"),
    "mfa.authenticator": _("second steps"),
    "socialaccount.socialaccount": _("accounts of another service"),
    "usersessions.usersession": _("devices that were signed in"),
}

COLUMNS = {
    "created_at": _("created"),
    "group": pgettext_lazy("of an account", "group"),
    "guest": _("guest"),
    "ip": _("network address"),
    "last_seen_at": _("last used"),
    "last_used_at": _("last used"),
    "movement": pgettext_lazy("of a guest", "movement"),
    "permission": pgettext_lazy("of an account", "permission"),
    "type": _("kind"),
    "uid": _("name there"),
    "user": _("account"),
    "user_agent": _("browser"),
}

# Nothing that could open an account or an address leaves the house, not even to the person.
SECRETS = {
    *("password", "secret", "secret_hash", "session_key", "session_data", "key", "auth", "p256dh", "data"),
    *("code_hash", "ticket_hash", "token"),
}
MACHINERY = {
    *("digest", "done_url", "extra_data", "fingerprint", "lease_until", "message_id", "next_path"),
    *("subject_id", "subject_version", "tap_key", "thread", "version", "notices.Notice.owner"),
}


def table(model: type[models.Model], *, many: bool) -> str:
    own = model._meta.verbose_name_plural if many else model._meta.verbose_name
    return str(TABLES.get(model._meta.label_lower, own))


def columns(model: type[models.Model]) -> dict[str, models.Field]:
    """The columns of which a person is told, by what they are called."""
    found: dict[str, models.Field] = {}
    for field in model._meta.concrete_fields:
        if not field.primary_key and not {field.name, str(field)} & (SECRETS | MACHINERY):
            name = column(field)
            found[f"{name} (2)" if name in found else name] = field
    return found


def column(field: models.Field) -> str:
    """The model's own name for it, where somebody of us gave one."""
    is_named = isinstance(field.verbose_name, Promise) and field.model._meta.label_lower not in TABLES
    return str(field.verbose_name if is_named else COLUMNS.get(field.name, field.verbose_name))
