"""Why a file is not read. Every sentence says what to do next."""

from lo_portal.sheets.sentences import Sentence

EMPTY = Sentence(
    "empty",
    "Berkas kosong. Simpan ulang daftar, lalu unggah lagi.",
    "The file is empty. Save the list again, then upload it.",
)
TOO_BIG = Sentence(
    "too_big",
    "Berkas {size} MB; batasnya {limit} MB. Hapus gambar dan lembar yang tidak perlu.",
    "The file has {size} MB; the limit is {limit} MB. Remove pictures and unneeded sheets.",
)
UNKNOWN_KIND = Sentence(
    "unknown_kind",
    "Berkas bukan daftar yang dapat dibaca. Simpan sebagai .xlsx, .ods atau .csv.",
    "The file is not a list that can be read. Save it as .xlsx, .ods or .csv.",
)
RENAMED = Sentence(
    "renamed",
    "Isi berkas tidak cocok dengan akhiran namanya ({suffix}). Simpan ulang sebagai .xlsx, .ods atau .csv.",
    "The content does not match the file's ending ({suffix}). Save it again as .xlsx, .ods or .csv.",
)
OLD_XLS = Sentence(
    "old_xls",
    "Berkas .xls lama tidak dibaca. Buka di Excel, simpan sebagai .xlsx, lalu unggah lagi.",
    "The old .xls format is not read. Open it in Excel, save it as .xlsx, then upload it.",
)
ENCRYPTED = Sentence(
    "encrypted",
    "Berkas terkunci kata sandi. Simpan salinan tanpa kata sandi, lalu unggah lagi.",
    "The file is locked with a password. Save a copy without it, then upload it.",
)
MACROS = Sentence(
    "macros",
    "Berkas berisi makro. Simpan sebagai .xlsx tanpa makro, lalu unggah lagi.",
    "The file holds macros. Save it as .xlsx without macros, then upload it.",
)
EXTERNAL = Sentence(
    "external_links",
    "Berkas mengambil isi dari berkas lain. Salin, tempel sebagai nilai, lalu simpan ulang.",
    "The file takes content from other files. Copy, paste as values, then save it again.",
)
BROKEN = Sentence(
    "broken",
    "Berkas rusak dan tidak dapat dibuka. Buka di Excel, simpan ulang, lalu unggah lagi.",
    "The file is damaged and cannot be opened. Open it in Excel, save it again, then upload it.",
)
ENTITIES = Sentence(
    "entities",
    "Berkas berisi deklarasi XML yang tidak diizinkan. Simpan ulang dari Excel atau LibreOffice.",
    "The file holds XML declarations that are not allowed. Save it again from Excel or LibreOffice.",
)
TOO_MANY_PARTS = Sentence(
    "too_many_parts",
    "Berkas berisi lebih dari {limit} bagian. Pindahkan daftar ke berkas baru.",
    "The file holds more than {limit} parts. Move the list to a new file.",
)
UNPACKS_TOO_BIG = Sentence(
    "unpacks_too_big",
    "Isi berkas jauh lebih besar daripada berkasnya (batas {limit} MB). Pindahkan daftar ke berkas baru.",
    "The content is far larger than the file (limit {limit} MB). Move the list to a new file.",
)
TOO_MANY_ROWS = Sentence(
    "too_many_rows",
    "Lembar “{sheet}” berisi lebih dari {limit} baris (sel {cell}). Bagi daftar atau hapus isi di bawah.",
    "Sheet “{sheet}” has more than {limit} rows (cell {cell}). Split the list or delete what is far below.",
)
TOO_MANY_COLUMNS = Sentence(
    "too_many_columns",
    "Lembar “{sheet}” berisi lebih dari {limit} kolom (sel {cell}). Hapus kolom yang tidak perlu.",
    "Sheet “{sheet}” has more than {limit} columns (cell {cell}). Delete the columns that are not needed.",
)
TOO_MANY_CELLS = Sentence(
    "too_many_cells",
    "Berkas berisi lebih dari {limit} sel. Bagi daftar menjadi beberapa berkas.",
    "The file holds more than {limit} cells. Split the list into several files.",
)
TOO_LONG_TEXT = Sentence(
    "too_long_text",
    "Ada sel yang berisi lebih dari {limit} huruf. Ringkas isinya, lalu unggah lagi.",
    "A cell holds more than {limit} characters. Shorten it, then upload the file again.",
)
NO_SHEET = Sentence(
    "no_sheet",
    "Berkas tidak memuat lembar yang berisi. Isi daftar, lalu unggah lagi.",
    "The file holds no sheet with content. Fill the list, then upload it.",
)
ENCODING = Sentence(
    "encoding",
    "Berkas .csv berisi huruf yang tidak dikenal. Simpan sebagai CSV UTF-8.",
    "The .csv file holds unknown characters. Save it as CSV UTF-8.",
)
