"""Ready sign-in links for each role of the demo, for development only."""

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils import timezone

from assignments.control.demo.story import CAST
from lo_portal.accounts import services
from lo_portal.accounts.models import User


class Command(BaseCommand):
    help = "Print one line per role: role, name, address (tab separated). Development only."

    def handle(self, *args, **options):
        if settings.PORTAL_ENV == "production":
            raise CommandError("Tautan masuk siap pakai hanya untuk pengembangan.")
        for role, email in CAST:
            user = User.objects.filter(email=email).first()
            if user is None:
                continue
            secret = services.create_sign_in_link(user=user, by=None, at=timezone.now())
            path = reverse("accounts:link-use", args=[secret])
            self.stdout.write(f"{role}\t{user.name}\t{settings.PORTAL_BASE_URL}{path}")
