"""Where a form led when it was sent for the first time."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Answer(models.Model):
    """The first answer to one form of one person: `location` is the address it led to."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", verbose_name=_("person")
    )
    key = models.UUIDField(_("key of the form"))
    location = models.TextField(_("led to"))
    at = models.DateTimeField(_("at"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("answered form")
        verbose_name_plural = _("answered forms")
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="form_answered_once")]

    def __str__(self):
        return str(self.key)
