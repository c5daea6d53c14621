"""`manage.py document_imports`: draw the tables in docs/imports.md anew. No database needed."""

from django.conf import settings
from django.core.management.base import BaseCommand

from lo_portal.imports import documentation


class Command(BaseCommand):
    help = "Draw the tables of docs/imports.md from the headings that are understood."
    requires_system_checks = []

    def handle(self, **options):
        page = settings.BASE_DIR / "docs" / "imports.md"
        page.write_text(documentation.redrawn(page.read_text()))
