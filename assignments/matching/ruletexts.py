"""The sentences of the rules: what each asks, and how a pair passes or fails it."""

from assignments.matching import phrases

phrases.add(
    {
        "rule.availability": ("LO tersedia sepanjang tugas", "Officer is available for the whole duty"),
        "pass.availability": ("tersedia sepanjang tugas", "available for the whole duty"),
        "fail.availability": ("tidak tersedia pada jam tugas", "not available at that time"),
        "rule.language": (
            "LO menguasai salah satu bahasa yang diterima",
            "Officer speaks one of the accepted languages well enough",
        ),
        "pass.language": ("bahasa cukup: {found}", "language suffices: {found}"),
        "fail.language": (
            "bahasa kurang: perlu {asked}, ada {found}",
            "language too low: needs {asked}, has {found}",
        ),
        "rule.briefing": (
            "LO sudah ikut pengarahan bila tingkat tamu mewajibkan",
            "Officer was briefed where the guest's tier requires it",
        ),
        "pass.briefing": ("syarat pengarahan terpenuhi", "briefing requirement met"),
        "fail.briefing": ("belum ikut pengarahan untuk {tier}", "not briefed for {tier}"),
        "rule.exclusion": (
            "LO tidak ditolak oleh delegasi",
            "Officer is not excluded by the delegation",
        ),
        "pass.exclusion": ("tidak dikecualikan delegasi", "not excluded by the delegation"),
        "fail.exclusion": ("dikecualikan oleh delegasi", "excluded by the delegation"),
        "rule.veto": (
            "LO tidak keberatan mendampingi negara ini",
            "Officer has not declined this country",
        ),
        "pass.veto": ("tidak keberatan atas {country}", "has not declined {country}"),
        "fail.veto": ("keberatan mendampingi {country}", "declined to serve {country}"),
        "rule.role": ("LO memegang peran yang diminta", "Officer holds the role asked for"),
        "pass.role": ("peran sesuai", "role fits"),
        "fail.role": ("bukan pemegang peran {role}", "does not hold the role {role}"),
        "rule.overlap": (
            "Tugas satu LO tidak bertumpuk, termasuk waktu tempuh",
            "Duties of one officer do not overlap, travel included",
        ),
        "pass.overlap": ("bebas pada jam tugas", "free at that time"),
        "fail.overlap": ("bertugas di {duty} pada jam yang sama", "busy on {duty} at that time"),
        "rule.concurrency": (
            "Tugas serentak tidak melebihi batas LO",
            "Duties held at once stay within the officer's limit",
        ),
        "fail.concurrency": (
            "sudah memegang {limit} tugas serentak",
            "already holds {limit} duties at once",
        ),
        "rule.full": ("Tempat tidak diisi melebihi kebutuhan", "No more officers than places"),
        "fail.full": ("semua {headcount} tempat sudah terisi", "all {headcount} places are taken"),
        "rule.senior": (
            "Tempat senior hanya untuk LO senior",
            "A senior place is kept for a senior officer",
        ),
        "fail.senior": ("tempat yang tersisa khusus LO senior", "the place left is for a senior officer"),
        "rule.gender": (
            "Tempat berkuota gender hanya untuk gender itu",
            "A place with a gender quota is kept for that gender",
        ),
        "fail.gender": (
            "tempat yang tersisa khusus gender {gender}",
            "the place left is for gender {gender}",
        ),
        "rule.hours": (
            "Jam tugas dibagi merata antar-LO",
            "Duty hours are spread evenly over the officers",
        ),
        "rule.agency": (
            "Satu perangkat daerah tidak terkuras dalam satu acara",
            "One agency is not drained in one event",
        ),
        "rule.country": (
            "LO sedapatnya mendampingi sedikit negara per acara",
            "An officer serves few countries within one event",
        ),
        "rule.rest": (
            "Ada istirahat cukup di antara dua tugas",
            "There is enough rest between two duties",
        ),
        "rule.team_language": (
            "Satu tim berbagi satu bahasa dengan tamunya",
            "A team shares one language with its guest",
        ),
    }
)
