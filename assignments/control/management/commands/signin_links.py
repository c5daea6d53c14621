"""Ready sign-in links for each role of the demo, for development only."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from assignments.control.demo import cast
from lo_portal.accounts import services


class Command(BaseCommand):
    help = "Print one line per role: role, name, address (tab separated). Development only."

    def handle(self, *args, **options):
        if settings.PORTAL_ENV == "production":
            raise CommandError("Tautan masuk siap pakai hanya untuk pengembangan.")
        for role, user in cast.cast():
            secret = services.create_sign_in_link(user=user, by=None, at=timezone.now())
            path = reverse("accounts:link-use", args=[secret])
            self.stdout.write(f"{role}\t{user.name}\t{settings.PORTAL_BASE_URL}{path}")
