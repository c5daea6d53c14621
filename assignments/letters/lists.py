"""The book of numbers and the letters of an event as lists, with their official headings."""

from assignments.letters import verification
from assignments.letters.forms import RegisterFilter
from assignments.letters.models import Letter, RegisterEntry
from lo_portal.exports.listing import Ask, Column, Listing, register


def chosen_entries(query, reader):
    """The numbers that the query string asks for, and the form that says so; nonsense filters nothing."""
    chosen = RegisterFilter(query)
    chosen.is_valid()
    entries = RegisterEntry.objects.visible_to(reader).select_related("register", "letter", "taken_by")
    if chosen.cleaned_data.get("register"):
        entries = entries.filter(register=chosen.cleaned_data["register"])
    if chosen.cleaned_data.get("q"):
        entries = entries.matching(chosen.cleaned_data["q"])
    return entries.of_kind(chosen.cleaned_data.get("kind", "")), chosen


def _entries(ask: Ask):
    return chosen_entries(ask.query, ask.reader)[0]


def entry_state(entry) -> str:
    """ "Batal", the state of its letter, or "Dicatat" for a number that was only typed in."""
    if entry.voided_at:
        return "Batal"
    letter = getattr(entry, "letter", None)
    return letter.get_state_display() if letter else "Dicatat"


REGISTER = register(
    Listing(
        key="register",
        title="Buku nomor",
        permission="letters.view_register",
        url_name="letters:register-export",
        of_event=False,
        source=_entries,
        columns=(
            Column("register", "Register", lambda one: str(one.register)),
            Column("sequence", "Urut", lambda one: one.sequence),
            Column("number", "Nomor", lambda one: one.number),
            Column("dated_on", "Tanggal", lambda one: one.dated_on),
            Column("subject", "Perihal", lambda one: one.subject),
            Column("state", "Keadaan", entry_state),
            Column("void_reason", "Alasan batal", lambda one: one.void_reason),
            Column("taken_by", "Dicatat oleh", lambda one: str(one.taken_by or "")),
        ),
    )
)


def letters(ask: Ask):
    """The event's letters with what a list says of each."""
    return (
        Letter.objects.visible_to(ask.reader)
        .filter(event=ask.event)
        .select_related("entry", "profile")
        .prefetch_related("rows")
        .order_by("entry__sequence", "created_at", "pk")
    )


LETTERS = register(
    Listing(
        key="letters",
        title="Surat",
        permission="letters.export_letters",
        url_name="letters:letters-export",
        source=letters,
        columns=(
            Column("nomor", "Nomor", lambda one: one.number),
            Column("tanggal", "Tanggal", lambda one: one.dated_on),
            Column("jenis", "Jenis", lambda one: one.get_kind_display()),
            Column("keadaan", "Keadaan", lambda one: one.get_state_display()),
            Column("perihal", "Perihal", lambda one: one.subject),
            Column("petugas", "Petugas", lambda one: "; ".join(row.facts["name"] for row in one.rows.all())),
            Column("diterima", "Diterima", lambda one: sum(1 for row in one.rows.all() if row.received_at)),
            Column("penanda_tangan", "Penanda tangan", lambda one: one.profile.signatory_name),
            Column("berlaku_sejak", "Berlaku sejak", lambda one: one.in_force_at),
            Column("sidik_sha256", "Sidik SHA-256", lambda one: one.sha256, on_paper=False),
            Column(
                "alamat_verifikasi",
                "Alamat verifikasi",
                lambda one: verification.verify_url(one) if one.entry_id else "",
                on_paper=False,
            ),
        ),
    )
)
