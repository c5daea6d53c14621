"""What the letter and the mails to agencies say: in Indonesian, to an office, without personal data."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import get_template
from django.utils import translation
from django.utils.translation import gettext as _

from assignments.letters.documents.words import counted, date_range, weekday_date
from lo_portal import formats
from officers.models import Agency
from officers.nominations.models import AgencyMail, Nomination
from officers.nominations.states import MailKind

LANGUAGE = "id"
LONGEST_LIST = 10  # more recipients go to the annex


def letter_fields(event, quotas: dict[Agency, int], due_at: datetime, note: str) -> dict:
    """The fields of `documents.Undangan` for a request to these agencies."""
    many = len(set(quotas.values())) > 1
    first = next(iter(quotas.values()))
    each = f"{_persons(first)} dari setiap perangkat daerah"
    wanted = "sebagaimana tercantum pada setiap penerima" if many else each
    details = (
        ("jumlah", wanted),
        ("batas waktu", _deadline(due_at, event.zone)),
        ("persyaratan", note),
        ("pengisian", "melalui tautan Portal LO yang dikirim bersama surat ini, tanpa akun"),
    )
    return {
        "subject": f"Permohonan Nominasi Liaison Officer {event.short_name}"[:250],
        "nature": "Segera",
        "recipients": tuple(_recipient(agency, quota if many else 0) for agency, quota in quotas.items()),
        "listed_recipients": len(quotas) > LONGEST_LIST,
        "annex_of": "SURAT DINAS",
        "annex_title": "DAFTAR PENERIMA PERMOHONAN NOMINASI LIAISON OFFICER",
        "enclosure": "1 (satu) berkas" if len(quotas) > LONGEST_LIST else "-",
        "opening": f"Dalam rangka {event.name} yang diselenggarakan di {event.place or 'tempat acara'} "
        f"pada tanggal {date_range(event.starts_on, event.ends_on)}, dengan ini kami mohon Saudara "
        "mengusulkan pegawai untuk bertugas sebagai Liaison Officer dengan ketentuan:",
        "details": tuple((label, value) for label, value in details if value),
        "closing": "Demikian disampaikan, atas perhatian dan kerja sama Saudara diucapkan terima kasih.",
    }


def mail_texts(mail: AgencyMail, path: str) -> tuple[str, str, str]:
    """Subject, text and HTML of a mail; its button leads to `path`, the agency's own page."""
    nomination = mail.nomination
    with translation.override(LANGUAGE):
        message = _message(mail, nomination) | {"action": {"label": _("Open the page"), "path": path}}
        context = {
            "message": message,
            "name": nomination.agency.contact_name or nomination.agency.name,
            "base_url": settings.PORTAL_BASE_URL,
            "language": LANGUAGE,
        }
        text = get_template("notices/email/message.txt").render(context).strip() + "\n"
        html = get_template("notices/email/message.html").render(context)
    return message["title"], text, html


def _message(mail: AgencyMail, nomination: Nomination) -> dict:
    event = nomination.event
    until = formats.full(nomination.due_at, event.zone, LANGUAGE)
    facts = {
        "event": event.short_name,
        "quota": nomination.quota,
        "until": until,
        "agency": nomination.agency,
    }
    lines = [
        {"label": _("Event"), "value": event.name},
        {"label": _("Asked for"), "value": _persons(nomination.quota)},
        {"label": _("Answer until"), "value": until},
    ]
    if mail.kind == MailKind.QUESTION:
        title = _("A question about your nominees for %(event)s") % facts
        return {"title": title, "lead": _("Please answer it on your page; it takes a minute."), "lines": []}
    if nomination.note:
        lines.append({"label": _("Note"), "value": nomination.note})
    closing = _("No account is needed. The link is for your office alone; do not forward it.")
    if mail.kind == MailKind.REMINDER:
        title = _("Reminder: name liaison officers for %(event)s until %(until)s") % facts
        lead = _("Your nomination has not been handed in yet.")
    else:
        title = _("Please name %(quota)s liaison officers for %(event)s") % facts
        lead = _("Name the people one by one, or upload the list that you have.")
    return {"title": title, "lead": lead, "lines": lines, "closing": closing}


def _deadline(due_at: datetime, zone: ZoneInfo) -> str:
    """ "Jumat, 18 November 2022 pukul 16.00 WIB", as letters write it."""
    local = due_at.astimezone(zone)
    return f"{weekday_date(local.date())} pukul {local:%H.%M} {local.tzname()}"


def _persons(number: int) -> str:
    return counted(number, "orang")


def _recipient(agency: Agency, quota: int) -> str:
    name = f"Kepala {agency.name}"
    return f"{name} ({quota} orang)"[:250] if quota else name[:250]
