"""Nothing is fetched from disk or network while a document is laid out."""

import dataclasses
import http.server
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from assignments.letters import documents
from assignments.letters.documents import assets, checks, full, markup
from assignments.letters.documents.errors import DocumentError
from tests.letters.documents.samples import ASSIGNEE, PERSON, letter, rendered, squeezed


@pytest.fixture(scope="module")
def server():
    """A local HTTP server that remembers who asked."""
    asked = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(200)
            self.end_headers()

        def log_message(self, *args):
            pass

    listener = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=listener.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{listener.server_port}/", asked
    listener.shutdown()


ATTACKS = [
    '<img src="{}x.png">',
    '<link rel="stylesheet" href="{}x.css">',
    '<link rel="attachment" href="{}x.txt">',
    "<style>@import url({}x.css);</style>",
    "<style>body{{background:url({}x.png)}}</style>",
    "<style>@font-face{{font-family:X;src:url({}x.otf)}}p{{font-family:X}}</style>",
    '<object data="{}x.svg"></object>',
    '<embed src="{}x.svg">',
    '<svg width="9" height="9"><image href="{}x.png" width="9" height="9"/></svg>',
    '<svg width="9" height="9"><use href="{}x.svg#a"/></svg>',
]


@pytest.mark.parametrize("attack", ATTACKS)
def test_a_template_that_asks_for_an_address_loads_nothing(server, attack, tmp_path):
    address, asked = server
    secret = tmp_path / "x.txt"
    secret.write_text("RAHASIA", encoding="utf-8")
    document = checks.cleaned(letter())
    for base in (address, tmp_path.as_uri() + "/", "asset:../", "asset:font/arial/../../"):
        html = f"<html><body><p>isi</p>{attack.format(base)}</body></html>"
        try:
            pdf = full.pdf_bytes(full.lay_out(document, html))
        except DocumentError as refusal:
            assert "di luar surat" in str(refusal)
        else:
            assert b"RAHASIA" not in pdf
    assert asked == []


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/", "https://example.com/x.png", "file:///etc/passwd", "ftp://example.com/x",
        "data:text/css,p{}", "data:image/svg+xml;base64,PHN2Zy8+", "data:image/png,notbase64",
        "asset:font/arial/../bold", "asset:font/arial/bold/x", "asset:picture/" + "0" * 64, "asset:",
    ],
)  # fmt: skip
def test_the_fetcher_knows_only_its_own_names(address):
    with pytest.raises(ValueError, match="not an asset"):
        assets.AssetFetcher([b"own"]).fetch(address)


def test_the_fetcher_answers_fonts_pictures_and_small_data():
    fetcher = assets.AssetFetcher([b"own picture"])
    assert fetcher.fetch("asset:font/arial/bold").read()[:4] == b"OTTO"
    assert fetcher.fetch(assets.picture_url(b"own picture")).read() == b"own picture"
    assert fetcher.fetch("data:image/png;base64,b3du").read() == b"own"


@pytest.mark.parametrize(
    "name",
    [
        '<img src="file:///etc/passwd">',
        "<style>body{display:none}</style>",
        "{{7*7}} {% include 'x' %}",
        "</title><script>alert(1)</script>",
        'Sa\'ad & "Budi" <b>tebal</b>',
    ],
)
@pytest.mark.parametrize("way", ["full", "stamp"])
def test_markup_in_a_name_is_printed_as_plain_text(name, way):
    document = letter(kepada=(dataclasses.replace(ASSIGNEE, person=dataclasses.replace(PERSON, name=name)),))
    assert squeezed(name) in squeezed("".join(rendered(document, way).texts))


def test_markup_in_footer_and_number_cannot_leave_its_string():
    footer = '"} @page{size:1mm} </style> \\a {content:url(file:///etc/passwd)}'
    document = letter(footer=footer, number='1"/*</style>')
    assert squeezed(footer) in squeezed("".join(rendered(document).texts))
    assert rendered(document).pages == 1


def test_the_preview_is_one_page_that_needs_no_other_file():
    page = documents.html(letter(footer="</style><script>alert(1)</script>"), nonce="abc")
    assert '<style nonce="abc">' in page
    assert "<script>" not in page
    assert "asset:" not in page
    assert page.count("data:image/png;base64,") == 2


def test_nested_markup_too_deep_is_a_refusal_not_a_crash():
    html = "<html><body>" + "<div>" * 400 + "x" + "</div>" * 400 + "</body></html>"
    with pytest.raises(DocumentError, match="terlalu dalam"):
        full.lay_out(checks.cleaned(letter()), html)


def test_a_document_of_too_many_pages_is_refused(monkeypatch):
    monkeypatch.setattr(full, "MAX_PAGES", 3)
    html = "<html><body>" + "<p style='break-after:page'>x</p>" * 4 + "</body></html>"
    with pytest.raises(DocumentError, match="menjadi 4 halaman, paling banyak 3"):
        full.lay_out(checks.cleaned(letter()), html)


def test_templates_print_no_value_unescaped():
    for template in assets.TEMPLATES.glob("*.html"):
        text = template.read_text(encoding="utf-8")
        assert "|safe" not in text
        assert "autoescape off" not in text
    assert markup.engine().autoescape


def test_this_machine_has_what_letters_need():
    assert documents.missing() == ()


def test_two_threads_may_render_at_once():
    with ThreadPoolExecutor(2) as pool:
        made = list(pool.map(documents.render, [letter(), letter()]))
    assert made[0].pdf == made[1].pdf == rendered(letter()).pdf
