"""`manage.py grant_application_role ROLE`, as the owner of the tables: all it needs, and only that."""

from django.core.management.base import BaseCommand
from django.db import connection

from lo_portal.audit import database


class Command(BaseCommand):
    help = "Let ROLE run the portal: every table, but the audit trail only to add and to read."

    def add_arguments(self, parser):
        parser.add_argument("role")

    def handle(self, *, role, **options):
        database.grant(connection, role)
        self.stdout.write(f"{role} may run the portal and cannot change the trail.")
