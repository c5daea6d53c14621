"""People who sign in, what they are to the portal, and their one-time links."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from lo_portal.records import Record


class Role(models.TextChoices):
    """What a person is to the portal. Permissions are predicates over these, never flags."""

    STAFF = "staff", _("Bureau staff")
    COORDINATOR = "coordinator", _("LO coordinator")
    OFFICER = "officer", _("Liaison officer")
    AGENCY = "agency", _("Agency contact")
    SIGNATORY = "signatory", _("Signatory")
    ADMIN = "admin", _("IT administrator")


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff and administrators see everybody, everyone else only themselves."""
        if user.has_role(Role.STAFF, Role.ADMIN):
            return self
        return self.filter(pk=user.pk)

    def with_role(self, *roles: Role):
        return self.filter(roles__overlap=list(roles), is_active=True)

    def by_address(self, addresses: list[str]):
        """Those whose address is one of these; write them in small letters."""
        return self.annotate(address=Lower("email")).filter(address__in=addresses)


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    def new_user(self, email: str, name: str, roles=(), **extra):
        """A user who signs in by e-mail code, not stored yet."""
        user = self.model(email=self.normalize_email(email).lower(), name=name, roles=list(roles), **extra)
        user.set_unusable_password()
        return user

    def create_user(self, email: str, name: str, roles=(), password=None, **extra):
        """A stored user; a password is only set where one is given."""
        user = self.new_user(email, name, roles, **extra)
        if password:
            user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, name: str = "Admin", password=None, **extra):
        return self.create_user(email, name, [Role.ADMIN], password, is_superuser=True, **extra)

    def get_by_natural_key(self, email):
        return self.get(email__iexact=email)


class User(AbstractBaseUser, PermissionsMixin):
    """Somebody who can sign in; the e-mail address is the name of the account."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=200)
    roles = ArrayField(
        models.CharField(max_length=20, choices=Role), verbose_name=_("roles"), default=list, blank=True
    )
    is_active = models.BooleanField(_("active"), default=True)
    language = models.CharField(
        _("language"), max_length=5, choices=[("id", _("Indonesian")), ("en", _("English"))], default="id"
    )
    date_joined = models.DateTimeField(_("joined"), auto_now_add=True)

    objects = UserManager()

    EMAIL_FIELD = "email"
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_any_case")]

    def __str__(self):
        return self.name or self.email

    def has_role(self, *roles: Role) -> bool:
        return any(role in self.roles for role in roles)

    @property
    def role_labels(self) -> list[str]:
        return [str(Role(role).label) for role in self.roles]

    @property
    def is_staff(self) -> bool:
        """Whether Django's admin lets this person in."""
        return self.is_superuser or Role.ADMIN in self.roles


class SignInLink(Record):
    """A personal one-time link. Opening it shows a button; only pressing the button uses it up.

    Only the SHA-256 of the secret is kept, so a copy of the table signs nobody in.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_in_links")
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    next_path = models.CharField(max_length=200, blank=True)
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True)

    class Meta:
        verbose_name = _("sign-in link")
        verbose_name_plural = _("sign-in links")
        indexes = [models.Index(fields=["user", "expires_at"])]

    def __str__(self):
        return str(self.user)


class SignInCode(models.Model):
    """The newest code that was mailed to a person, bound to the browser that asked for it.

    Only keyed hashes are kept. The browser's session holds the ticket, the mail holds the code; it takes
    both, within ten minutes, once, and at most five tries.
    """

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="sign_in_code")
    ticket_hash = models.CharField(max_length=64, unique=True, editable=False)
    code_hash = models.CharField(max_length=64, editable=False)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    expires_at = models.DateTimeField(_("valid until"))
    used_at = models.DateTimeField(_("used"), null=True, blank=True)

    class Meta:
        verbose_name = _("sign-in code")
        verbose_name_plural = _("sign-in codes")

    def __str__(self):
        return f"{self.user} – {self.expires_at:%Y-%m-%d %H:%M}"


class TryCount(models.Model):
    """How often something was tried within a window of time; the key is a keyed hash of what and whom."""

    key = models.CharField(max_length=64, primary_key=True, editable=False)
    tries = models.PositiveIntegerField(_("tries"))
    ends_at = models.DateTimeField(_("counted until"), db_index=True)

    class Meta:
        verbose_name = _("count of tries")
        verbose_name_plural = _("counts of tries")

    def __str__(self):
        return f"{self.tries} – {self.ends_at:%Y-%m-%d %H:%M}"
