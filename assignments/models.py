"""Who serves whom: the bond between a named officer and a delegation's slot."""

import pghistory
from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from assignments.querysets import AssignmentQuerySet, SuggestionQuerySet
from delegates.models import Delegation
from lo_portal.records import Record, Versioned
from officers.models import Officer


class AssignmentState(models.TextChoices):
    PROPOSED = "proposed", _("Proposed")
    OFFERED = "offered", _("Waiting for the answer")
    ACCEPTED = "accepted", _("Accepts")
    DECLINED = "declined", _("Declines")
    RELEASED = "released", _("Released")


# From which state an assignment may go where. Proposed: only staff see it. Offered: the officer was asked.
ASSIGNMENT_MOVES: dict[AssignmentState, set[AssignmentState]] = {
    AssignmentState.PROPOSED: {AssignmentState.OFFERED, AssignmentState.RELEASED},
    AssignmentState.OFFERED: {AssignmentState.ACCEPTED, AssignmentState.DECLINED, AssignmentState.RELEASED},
    AssignmentState.ACCEPTED: {AssignmentState.DECLINED, AssignmentState.RELEASED},
    AssignmentState.DECLINED: set(),
    AssignmentState.RELEASED: set(),
}

# States in which the officer's time is taken.
HELD_STATES = [AssignmentState.PROPOSED, AssignmentState.OFFERED, AssignmentState.ACCEPTED]


class AssignmentKind(models.TextChoices):
    PRIMARY = "primary", _("Primary")
    BACKUP = "backup", _("Backup")


@pghistory.track()
class Assignment(Versioned):
    """An officer for one slot of a delegation, over a half-open period that includes travel.

    PostgreSQL refuses a second held assignment of the same officer that overlaps, and a second
    holder of the same slot; a backup keeps the place in mind but holds nobody's time.
    """

    delegation = models.ForeignKey(
        Delegation, on_delete=models.CASCADE, related_name="assignments", verbose_name=_("delegation")
    )
    slot = models.PositiveSmallIntegerField(_("slot"), validators=[MinValueValidator(1)])
    officer = models.ForeignKey(
        Officer, on_delete=models.PROTECT, related_name="assignments", verbose_name=_("officer")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=AssignmentKind, default=AssignmentKind.PRIMARY)
    state = models.CharField(
        _("state"), max_length=10, choices=AssignmentState, default=AssignmentState.PROPOSED
    )
    period = DateTimeRangeField(_("period incl. travel"), default_bounds="[)")
    locked = models.BooleanField(_("locked"), default=False)
    score = models.JSONField(_("reasons"), default=dict, blank=True)
    offered_at = models.DateTimeField(_("asked"), null=True, blank=True)
    answered_at = models.DateTimeField(_("answered"), null=True, blank=True)
    decline_reason = models.CharField(_("reason of the refusal"), max_length=300, blank=True)
    released_at = models.DateTimeField(_("released"), null=True, blank=True)
    release_reason = models.CharField(_("reason of the release"), max_length=300, blank=True)
    replaces = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="replaced_by",
        verbose_name=_("replaces"),
    )

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["delegation", "slot", "kind"]
        constraints = [
            ExclusionConstraint(
                name="officer_never_held_twice",
                expressions=[("officer", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                condition=Q(state__in=HELD_STATES, kind="primary"),
                violation_error_message=_("This officer is already held at that time."),
            ),
            models.UniqueConstraint(
                fields=["delegation", "slot", "kind"],
                condition=Q(state__in=HELD_STATES),
                name="slot_held_once",
                violation_error_message=_("This slot was filled meanwhile."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["offered", "accepted", "declined"]) | Q(offered_at__isnull=False),
                name="asked_has_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["accepted", "declined"]) | Q(answered_at__isnull=False),
                name="answered_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state="released", released_at__isnull=False)
                | (~Q(state="released") & Q(released_at__isnull=True)),
                name="released_has_time",
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(answered_at__gte=F("offered_at")),
                name="answer_after_question",
            ),
        ]

    def __str__(self):
        return f"{self.code} {self.officer}"

    @property
    def event(self):
        return self.delegation.event

    @property
    def code(self) -> str:
        """As boards print it: "D-08/2"."""
        return f"{self.delegation.code}/{self.slot}"

    @property
    def is_held(self) -> bool:
        return self.state in HELD_STATES


@pghistory.track()
class AcceptedWarning(Record):
    """A softer rule that a person overrode knowingly, with the reason typed."""

    assignment = models.ForeignKey(
        Assignment, on_delete=models.CASCADE, related_name="accepted_warnings", verbose_name=_("assignment")
    )
    code = models.CharField(_("warning"), max_length=40)
    sentence = models.CharField(_("warning as shown"), max_length=300)
    reason = models.CharField(_("reason"), max_length=300)
    accepted_at = models.DateTimeField(_("accepted"))
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("accepted by"),
    )

    class Meta:
        verbose_name = _("accepted warning")
        verbose_name_plural = _("accepted warnings")
        constraints = [models.UniqueConstraint(fields=["assignment", "code"], name="warning_once")]

    def __str__(self):
        return self.sentence


@pghistory.track(exclude=["result"])
class Suggestion(Record):
    """A plan that the solver proposes, as differences from what was held; a person applies what is ticked.

    `result` is what the page shows: see `assignments.suggestions.Outcome`.
    """

    event = models.ForeignKey(
        "events.Event", on_delete=models.CASCADE, related_name="suggestions", verbose_name=_("event")
    )
    result = models.JSONField(_("result"), default=dict)
    computed_at = models.DateTimeField(_("computed"))
    computed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("asked by"),
    )
    applied_at = models.DateTimeField(_("applied"), null=True, blank=True)
    undone_at = models.DateTimeField(_("undone"), null=True, blank=True)

    objects = SuggestionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suggestion")
        verbose_name_plural = _("suggestions")
        ordering = ["-computed_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True) | Q(applied_at__isnull=False), name="undone_was_applied"
            )
        ]

    def __str__(self):
        return f"{self.event} {self.computed_at:%Y-%m-%d %H:%M}"
