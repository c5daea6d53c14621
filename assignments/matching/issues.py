"""What can be wrong with a question, as coded sentences; made by jsonform and check."""

from __future__ import annotations

from assignments.matching import phrases
from assignments.matching.results import InputIssue, Phrase


def error(code: str, subject: str, **values: object) -> InputIssue:
    """The question cannot be solved as it stands."""
    return _issue("error", code, subject, values)


def confirm(code: str, subject: str, **values: object) -> InputIssue:
    """A lock breaks a rule: staff must confirm it or open it."""
    return _issue("confirm", code, subject, values)


def warning(code: str, subject: str, **values: object) -> InputIssue:
    """Solved all the same, but staff should know."""
    return _issue("warning", code, subject, values)


def _issue(severity: str, code: str, subject: object, values: dict[str, object]) -> InputIssue:
    subject = str(subject)
    return InputIssue(code, severity, subject, Phrase(code, {"subject": subject or "JSON", **values}))


phrases.add(
    {
        "file.unreadable": (
            "Berkas {subject} tidak terbaca: {reason}",
            "File {subject} cannot be read: {reason}",
        ),
        "form.not_json": (
            "Bukan JSON yang sah: periksa baris {line}, kolom {column}",
            "Not valid JSON: look at line {line}, column {column}",
        ),
        "form.number_too_long": ("Ada angka yang terlalu panjang", "A number is too long"),
        "form.too_deep": ("JSON bertingkat terlalu dalam", "JSON is nested too deeply"),
        "form.twin_key": (
            "Kunci {subject} tertulis dua kali dalam satu objek",
            "Key {subject} is written twice in one object",
        ),
        "form.schema": (
            "Skema {found} tidak dikenal; yang dibaca ialah {wanted}",
            "Schema {found} is unknown; {wanted} is read",
        ),
        "form.missing": ("{subject} belum diisi", "{subject} is missing"),
        "form.unknown_key": (
            "{subject} tidak dikenal dan tidak dipakai",
            "{subject} is unknown and not used",
        ),
        "form.not_object": ("{subject} harus berupa objek", "{subject} must be an object"),
        "form.not_list": (
            "{subject} harus berupa daftar (jumlah isi: {size})",
            "{subject} must be a list (number of items: {size})",
        ),
        "form.not_scalar": (
            "{subject} harus berupa satu nilai, bukan daftar atau objek",
            "{subject} must be one value, not a list or an object",
        ),
        "id.not_text": (
            "{subject}: id harus berupa teks yang tidak kosong, tertulis {found}",
            "{subject}: an id must be non-empty text, found {found}",
        ),
        "id.twin": ("{subject} tercatat dua kali di {kind}", "{subject} is listed twice in {kind}"),
        "id.unknown": (
            "{subject} menunjuk {kind} {found} yang tidak ada",
            "{subject} refers to {kind} {found}, which does not exist",
        ),
        "number.not_whole": (
            "{subject} harus bilangan bulat, tertulis {found}",
            "{subject} must be a whole number, found {found}",
        ),
        "number.out_of_range": (
            "{subject} harus antara {low} dan {high}, tertulis {found}",
            "{subject} must be between {low} and {high}, found {found}",
        ),
        "text.not_known": (
            "{subject} harus salah satu dari {allowed}, tertulis {found}",
            "{subject} must be one of {allowed}, found {found}",
        ),
        "period.backwards": (
            "{subject} berakhir ({end}) sebelum atau tepat saat mulai ({start})",
            "{subject} ends ({end}) before or just when it starts ({start})",
        ),
        "period.outside_event": (
            "{subject} berada di luar waktu acara {event}",
            "{subject} lies outside the time of event {event}",
        ),
        "params.tier_incomplete": (
            "{subject} belum memuat tingkat {tier}",
            "{subject} does not name the tier {tier}",
        ),
        "params.lengths": (
            "{subject}: jumlah batas jam dan jumlah kemiringan harus sama",
            "{subject}: as many slopes as hour limits are needed",
        ),
        "params.not_settable": (
            "Aturan {subject} tidak boleh dilunakkan; yang boleh: {allowed}",
            "Rule {subject} may not be softened; these may: {allowed}",
        ),
        "params.weight_missing": ("Bobot {subject} belum diisi", "Weight {subject} is missing"),
        "officers.none": ("Belum ada LO satu pun", "There is no officer at all"),
        "duties.none": ("Belum ada tugas yang perlu diisi", "There is no duty to fill"),
        "size.too_large": (
            "{officers} LO dan {duties} tugas terlalu banyak untuk satu hitungan: "
            "paling banyak {most} tugas dan {pairs} pasangan",
            "{officers} officers and {duties} duties are too many for one computation: "
            "at most {most} duties and {pairs} pairs",
        ),
        "duty.asks_too_many": (
            "{subject} meminta {asked} LO, hanya ada {found}",
            "{subject} asks for {asked} officers, only {found} exist",
        ),
        "quota.too_large": (
            "{subject} meminta {reserved} LO {rule} padahal tugas {duty} hanya {headcount} tempat",
            "{subject} reserves {reserved} {rule} places but duty {duty} has only {headcount}",
        ),
        "quota.no_gender": (
            "{subject} meminta {reserved} LO menurut gender tanpa menyebut gendernya",
            "{subject} reserves {reserved} places by gender without naming it",
        ),
        "weights.all_zero": (
            "{subject}: semua bobot kompetensi nol, nilai kompetensi menjadi 0",
            "{subject}: all competency weights are zero, the skills part becomes 0",
        ),
        "pair.twin": (
            "Pasangan {subject} tertulis dua kali di {kind}",
            "Pair {subject} is listed twice in {kind}",
        ),
        "baseline.gone": (
            "Rencana terbit memuat {subject}, tetapi {found} sudah tidak ada",
            "The published plan has {subject}, but {found} no longer exists",
        ),
        "exclusion.gone": (
            "{subject} menolak {found}, yang sudah tidak ada",
            "{subject} excludes {found}, who no longer exists",
        ),
        "lock.clash": (
            "Kunci bertentangan: {officer} terkunci di {first} dan {second} yang bertumpuk",
            "Contradictory locks: {officer} is locked on {first} and {second}, which overlap",
        ),
        "lock.too_many": (
            "Kunci bertentangan: {locked} LO terkunci di {subject} yang hanya {headcount} tempat",
            "Contradictory locks: {locked} officers are locked on {subject}, which has {headcount} places",
        ),
        "lock.breaks_rule": (
            "Kunci {officer} di {duty} melanggar syarat: {reason}",
            "The lock of {officer} on {duty} breaks a rule: {reason}",
        ),
        "lock.breaks_quota": (
            "Kunci di {subject} memakai tempat khusus {rule}",
            "Locks on {subject} take places reserved for {rule}",
        ),
        "lock.not_a_lock": (
            "{subject} dikonfirmasi sebagai kunci, tetapi tidak terkunci",
            "{subject} is confirmed as a lock but is not locked",
        ),
    }
)
