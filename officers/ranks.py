"""Golongan ruang and pangkat of civil servants (PP 99/2000 as amended; PPPK: Perpres 98/2020)."""

PANGKAT: dict[str, str] = {
    "I/a": "Juru Muda",
    "I/b": "Juru Muda Tingkat I",
    "I/c": "Juru",
    "I/d": "Juru Tingkat I",
    "II/a": "Pengatur Muda",
    "II/b": "Pengatur Muda Tingkat I",
    "II/c": "Pengatur",
    "II/d": "Pengatur Tingkat I",
    "III/a": "Penata Muda",
    "III/b": "Penata Muda Tingkat I",
    "III/c": "Penata",
    "III/d": "Penata Tingkat I",
    "IV/a": "Pembina",
    "IV/b": "Pembina Tingkat I",
    "IV/c": "Pembina Utama Muda",
    "IV/d": "Pembina Utama Madya",
    "IV/e": "Pembina Utama",
}

GOLONGAN_PPPK = [
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
    "XVI",
    "XVII",
]

# Ranks of police (Polri) and armed forces (TNI), as lists write them before the name.
SERVICE_RANKS = frozenset(
    "jenderal jendral komjen irjen brigjen kombes kombespol akbp kompol akp iptu ipda aiptu aipda bripka "  # noqa: SIM905
    "brigpol brigadir briptu bripda abrip abriptu abripda bharaka bharatu bharada "
    "letjen mayjen kolonel letkol mayor kapten lettu letda peltu pelda serma serka sertu serda "
    "kopka koptu kopda praka pratu prada "
    "laksamana laksdya laksda laksma marsekal marsdya marsda marsma klk kls kld".split(" ")
)
# What may stand between such a rank and the name: service, corps, branch, retired.
CORPS = frozenset(
    "tni polri pol polisi inf kav arm arh czi cpl chb cba cku ckm cpm chk caj ctp cpn ajen laut mar "  # noqa: SIM905
    "tek pnb nav lek kal adm sus pas pom kes kum psk purn".split(" ")
)
# Branches of the navy and the women's corps, always in brackets: "Mayor Laut (P)".
BRACKETED_CORPS = frozenset("p k e t s l w".split(" "))  # noqa: SIM905

# Seniority of a golongan, 1 (lowest) upwards; PPPK grades count by the schooling they stand for.
SENIORITY: dict[str, int] = {golongan: place for place, golongan in enumerate(PANGKAT, 1)}
SENIORITY |= {golongan: min(17, place) for place, golongan in enumerate(GOLONGAN_PPPK, 1)}


def pangkat_of(golongan: str) -> str:
    """The rank name that goes with a golongan; empty for PPPK, who have none."""
    return PANGKAT.get(golongan, "")


def printed_rank(golongan: str) -> str:
    """As tables print it: "Penata Muda Tk. I (III/b)", "Golongan IX", or "-"."""
    pangkat = pangkat_of(golongan)
    if pangkat:
        return f"{pangkat.replace('Tingkat', 'Tk.')} ({golongan})"
    return f"Golongan {golongan}" if golongan else "-"
