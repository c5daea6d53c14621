"""Questions about letters and numbers."""

from django.db import models

from lo_portal.accounts.models import Role

_STANDING = ["draft", "review", "approved", "numbered", "in_force"]


class ProfileQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_role(Role.STAFF, Role.SIGNATORY, Role.ADMIN) else self.none()

    def on(self, day):
        """The profiles that hold on `day`, the newest first."""
        return self.filter(valid_from__lte=day).order_by("-valid_from")


class RegisterEntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_role(Role.STAFF, Role.SIGNATORY, Role.ADMIN) else self.none()


class LetterQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff and signatories all; an officer those in force (or ended) that name them."""
        if user.has_role(Role.STAFF, Role.SIGNATORY):
            return self
        named = models.Q(rows__officer__user=user, state__in=["in_force", "revoked", "superseded"])
        if user.has_role(Role.COORDINATOR):
            named |= models.Q(event__roster__officer__user=user, event__roster__role="coordinator")
        return self.filter(named).distinct()

    def standing(self):
        """Neither revoked nor superseded."""
        return self.filter(state__in=_STANDING)

    def unmade(self):
        """Numbered, but without a file yet."""
        return self.filter(state="numbered", sha256="")


class LetterRowQuerySet(models.QuerySet):
    def visible_to(self, user):
        if user.has_role(Role.STAFF, Role.SIGNATORY):
            return self
        return self.filter(officer__user=user, letter__state__in=["in_force", "revoked", "superseded"])

    def standing(self):
        return self.filter(letter__state__in=_STANDING)
