"""What the frame's own tables, and those of its libraries, hold."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _
from pghistory.models import Context

from lo_portal.audit import database
from lo_portal.audit.models import AuditEntry, ViewEntry
from lo_portal.exports import services as exports
from lo_portal.exports.models import Export
from lo_portal.imports.models import ImportBatch
from lo_portal.jobs.models import OPEN_STATES, Job
from lo_portal.once.models import Answer
from lo_portal.privacy import history
from lo_portal.privacy.registry import Retention, declare, purge

ACCESS_LOG = timedelta(days=database.KEPT_DAYS)
UPLOADS = timedelta(days=30)
ANSWERS = timedelta(days=1)

declare("contenttypes.contenttype", plain=["app_label", "model"])
declare("auth.permission", plain=["name", "codename"])
declare("auth.group", plain=["name"])
declare("admin.logentry", Retention.ACCESS, personal=["object_repr", "change_message"], plain=["object_id"])
declare("sessions.session", Retention.ACCOUNT, plain=["session_key", "session_data"])
declare("account.emailaddress", Retention.ACCOUNT, personal=["email"])
declare("account.emailconfirmation", Retention.ACCOUNT, plain=["key"])
declare("mfa.authenticator", Retention.ACCOUNT, plain=["data", "type"])
declare(
    "usersessions.usersession",
    Retention.ACCOUNT,
    personal=["ip", "user_agent"],
    plain=["session_key", "data"],
)
declare(
    "socialaccount.socialapp",
    plain=["provider", "provider_id", "name", "client_id", "secret", "key", "settings"],
)
declare(
    "socialaccount.socialaccount",
    Retention.ACCOUNT,
    personal=["extra_data"],
    plain=["provider", "uid"],
)
declare("socialaccount.socialtoken", Retention.ACCOUNT, plain=["token", "token_secret"])
declare("pghistory.context", Retention.ACCESS, personal=["metadata"])
declare(
    "accounts.user",
    Retention.ACCOUNT,
    personal=["email", "name"],
    plain=["password", "roles", "language"],
)
declare("accounts.signincode", Retention.ACCOUNT, plain=["ticket_hash", "code_hash"])
declare("accounts.trycount", plain=["key"])
declare("accounts.signinlink", Retention.ACCOUNT, plain=["secret_hash", "next_path"])
declare(
    "audit.auditentry",
    Retention.ACCESS,
    personal=["actor_name", "subject_label", "detail"],
    plain=["subject_type", "subject_id", "verb"],
)
declare(
    "audit.viewentry",
    Retention.ACCESS,
    personal=["actor_name", "subject_label", "reason"],
    plain=["subject_type", "subject_id", "fields"],
)
declare("audit.link", plain=["kind", "entry_digest", "digest"])
declare(
    "jobs.job",
    Retention.UPLOAD,
    personal=["title", "payload", "result", "message"],
    plain=["kind", "done_url"],
)
declare(
    "imports.importbatch",
    Retention.UPLOAD,
    personal=["file", "file_name", "message", "wishes", "plan", "counts", "report", "traces"],
    restricted=["corrections"],
    plain=["digest"],
)
declare(
    "exports.export",
    Retention.ACCESS,
    personal=["query", "reason", "refusal", "file", "file_name"],
    plain=["listing", "language"],
)
declare("imports.rememberedmapping", plain=["kind", "signature", "sender", "columns"])
declare("once.answer", Retention.ACCOUNT, plain=["location"])
declare("upkeep.heartbeat", plain=["part"])
declare("upkeep.deliveryhold", plain=["reason"])
declare("privacy.purgeentry", plain=["rule"])
declare("privacy.breach", Retention.ACCESS, personal=["title", "data", "handling"])


def _old_batches(at):
    return ImportBatch.objects.filter(created_at__lt=at - UPLOADS).exclude(file="")


def forget_batches(rows) -> int:
    """The file and everything read from it; that an import took place stays."""
    for batch in rows:
        batch.file.delete(save=False)
    return history.blank(rows, file="", wishes={}, corrections={}, plan={}, report={}, traces=[], message="")


def _old_jobs(at):
    return Job.objects.filter(created_at__lt=at - UPLOADS).exclude(state__in=OPEN_STATES)


def _old_answers(at):
    return Answer.objects.filter(at__lt=at - ANSWERS)


def _old_access(at) -> list:
    limit = at - ACCESS_LOG
    return [
        ViewEntry.objects.filter(at__lt=limit),
        AuditEntry.objects.filter(at__lt=limit),
        Context.objects.filter(created_at__lt=limit),
        Export.objects.filter(created_at__lt=limit),
    ]


def _forget_access(at) -> int:
    contexts = Context.objects.filter(created_at__lt=at - ACCESS_LOG)
    return database.prune(before=at - ACCESS_LOG) + contexts._raw_delete(contexts.db)


purge(
    code="uploads",
    label=_("Uploaded lists and what was read from them"),
    after=_("30 days after the upload"),
    due=lambda at: _old_batches(at).count(),
    run=lambda at: forget_batches(_old_batches(at)),
)
purge(
    code="exports",
    label=_("Files of exported lists"),
    after=_("24 hours"),
    due=lambda at: Export.objects.with_file().filter(expires_at__lte=at).count(),
    run=lambda at: exports.clear_exports(at=at),
)
purge(
    code="jobs",
    label=_("Finished background work"),
    after=_("30 days"),
    due=lambda at: _old_jobs(at).count(),
    run=lambda at: _old_jobs(at).delete()[0],
)
purge(
    code="answers",
    label=_("Keys of forms that were sent"),
    after=_("one day"),
    due=lambda at: _old_answers(at).count(),
    run=lambda at: _old_answers(at).delete()[0],
)
purge(
    code="access",
    label=_("Audit trail and log of views"),
    after=_("400 days"),
    due=lambda at: sum(rows.count() for rows in _old_access(at)),
    run=_forget_access,
)
