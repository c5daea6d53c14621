"""Questions about letters and numbers."""

from django.db import models

from events.querysets import standing_roster
from lo_portal.accounts.models import Role

_STANDING = ["draft", "review", "approved", "numbered", "in_force"]


class ProfileQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_role(Role.STAFF, Role.SIGNATORY, Role.ADMIN) else self.none()

    def on(self, day):
        """The profiles that hold on `day`: of each name the newest, the newest name first."""
        newest = (
            self.model.objects.filter(valid_from__lte=day).order_by("name", "-valid_from").distinct("name")
        )
        return self.filter(pk__in=newest.values("pk")).order_by("-valid_from", "name")


class RegisterEntryQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.has_role(Role.STAFF, Role.SIGNATORY, Role.ADMIN) else self.none()

    def matching(self, text: str):
        """Whose number or subject holds `text`."""
        return self.filter(models.Q(number__icontains=text) | models.Q(subject__icontains=text))

    def of_kind(self, kind: str):
        """ "void", "typed" or "letter"; anything else narrows nothing."""
        kinds = {
            "void": {"voided_at__isnull": False},
            "typed": {"typed": True},
            "letter": {"letter__isnull": False},
        }
        return self.filter(**kinds.get(kind, {}))


class LetterQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff and signatories all; an officer those in force (or ended) that name them; whoever
        initials those that pass their desk."""
        if user.has_role(Role.STAFF, Role.SIGNATORY):
            return self
        named = models.Q(rows__officer__user=user, state__in=["in_force", "revoked", "superseded"])
        named |= models.Q(steps__person=user)
        if user.has_role(Role.COORDINATOR):
            named |= models.Q(**standing_roster(user, "event__", role="coordinator"))
        return self.filter(named).distinct()

    def standing(self):
        """Neither revoked nor superseded."""
        return self.filter(state__in=_STANDING)

    def unmade(self):
        """Numbered, but without a file yet."""
        return self.filter(state="numbered", sha256="")

    def to_sign(self):
        """Numbered and made; only the signature is missing."""
        return self.filter(state="numbered").exclude(sha256="")


class LetterStepQuerySet(models.QuerySet):
    def pending(self):
        """Neither initialled nor returned, in order."""
        return self.filter(done_at=None, returned_at=None).order_by("order")

    def in_turn(self):
        """The pending steps with no pending step before them, of letters that are being initialled."""
        before = self.model.objects.pending().filter(
            letter=models.OuterRef("letter"), order__lt=models.OuterRef("order")
        )
        return self.pending().filter(~models.Exists(before), letter__state="review")


class LetterRowQuerySet(models.QuerySet):
    def visible_to(self, user):
        if user.has_role(Role.STAFF, Role.SIGNATORY):
            return self
        return self.filter(officer__user=user, letter__state__in=["in_force", "revoked", "superseded"])

    def standing(self):
        return self.filter(letter__state__in=_STANDING)

    def unopened(self):
        """Named by a letter in force, with an account, and never looked at it."""
        return self.filter(letter__state="in_force", opened_at=None, officer__user__is_active=True)
