"""What the engine itself says about lists, in both languages."""

from lo_portal.sheets.sentences import Sentence

NO_LIST = Sentence(
    "no_list",
    "Tidak ada lembar yang dikenali. Baris judul harus memuat misalnya Nama, NIP, dan Perangkat Daerah.",
    "No sheet was recognised. The heading row must hold for example Nama, NIP and Perangkat Daerah.",
)
MISSING_SHEET = Sentence(
    "missing_sheet",
    "Lembar {title} tidak ada. Tambahkan lembar “{sheet}”.",
    "The sheet with {title} is missing. Add the sheet “{sheet}”.",
)
MISSING_COLUMN = Sentence(
    "missing_column",
    "Kolom {column} tidak ada. Tambahkan kolom itu atau cocokkan kolomnya.",
    "The column {column} is missing. Add it or match the columns.",
)
NO_ROWS = Sentence(
    "no_rows",
    "Lembar tidak memuat baris. Isi daftar di bawah baris judul.",
    "The sheet holds no rows. Fill the list below the heading row.",
)
FILLED_DOWN = Sentence(
    "filled_down",
    "{column} kosong di baris {rows}; diisi dari baris {source}: {text}.",
    "{column} is empty in row {rows}; filled from row {source}: {text}.",
)
ROWS_HIDDEN = Sentence(
    "rows_hidden",
    "Baris {rows} tersembunyi di berkas, tetapi ikut dibaca.",
    "Row {rows} is hidden in the file, but is read like the others.",
)
ROWS_STRUCK = Sentence(
    "rows_struck",
    "Baris {rows} dicoret di berkas, tetapi ikut dibaca. Bila batal, hapus barisnya lalu unggah lagi.",
    "Row {rows} is crossed out in the file, but is read like the others. If cancelled, delete it and upload "
    "again.",
)
SHEET_UNREAD = Sentence(
    "sheet_unread",
    "Lembar “{sheet}” juga berisi {title}, tetapi tidak ikut dibaca. Unggah berkas ini sekali lagi dan pilih "
    "lembar itu di Cocokkan kolom.",
    "Sheet “{sheet}” holds {title} too, but is not read. Upload this file once more and choose that sheet "
    "under Match the columns.",
)
NO_EVENT = Sentence(
    "no_event",
    "Acara belum dipilih. Pakai --event dengan alamat singkat acara, atau sertakan lembar Kegiatan.",
    "No event was chosen. Use --event with the event's short address, or include the sheet Kegiatan.",
)
UNKNOWN_EVENT = Sentence(
    "unknown_event",
    "Acara “{slug}” tidak ada. Pilihan: {choices}.",
    "Event “{slug}” does not exist. Choices: {choices}.",
)
NO_FILE = Sentence(
    "no_file",
    "Berkas “{path}” tidak ada atau tidak dapat dibaca.",
    "File “{path}” does not exist or cannot be read.",
)
DUPLICATE = Sentence(
    "duplicate",
    "{what} sama dengan baris {row}. Satu baris untuk satu {thing}.",
    "{what} is the same as in row {row}. One row for one {thing}.",
)
MAYBE_SAME = Sentence(
    "maybe_same",
    "Mungkin sama dengan {who}. Putuskan: sama atau baru.",
    "Perhaps the same as {who}. Decide: the same or new.",
)
REFUSED = Sentence("refused", "{text}", "{text}")
