from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount, SocialApp, SocialToken
from allauth.usersessions.models import UserSession
from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lo_portal.accounts import devices, services
from lo_portal.accounts.models import Role, SignInLink, User

admin.site.site_header = "Portal LO"
admin.site.site_title = "Portal LO"
admin.site.index_title = _("Master data")
admin.site.unregister([Group, Authenticator, UserSession, SocialAccount, SocialApp, SocialToken])


class UserForm(forms.ModelForm):
    roles = forms.MultipleChoiceField(
        label=_("Roles"),
        choices=Role.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_(
            "Staff: every page of every event. Coordinator and officer: what concerns them, once they stand "
            "on an event's list. Signatory: the letters to sign. Administrator: these pages, no guest data. "
            "Agencies need no account: they get a link."
        ),
    )

    class Meta:
        model = User
        fields = ["email", "name", "roles", "language", "is_active", "is_superuser"]


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    form = UserForm
    list_display = ["name", "email", "role_names", "is_active", "last_login"]
    list_filter = ["is_active", "is_superuser", "language"]
    search_fields = ["name", "email"]
    actions = ["sign_out_everywhere", "take_second_step_away"]

    @admin.action(description=_("Sign out on every device"))
    def sign_out_everywhere(self, request, users):
        for user in users:
            devices.end_every_device(user=user, by=request.user, at=timezone.now())

    @admin.action(description=_("Take the second step away (phone lost): it is set up anew"))
    def take_second_step_away(self, request, users):
        for user in users:
            services.reset_second_step(user=user, by=request.user, at=timezone.now())

    @admin.display(description=_("roles"))
    def role_names(self, user):
        return ", ".join(user.role_labels)

    def save_model(self, request, user, form, change):
        if not change:
            user.set_unusable_password()
        super().save_model(request, user, form, change)


@admin.register(SignInLink)
class SignInLinkAdmin(admin.ModelAdmin):
    list_display = ["user", "expires_at", "used_at"]
    search_fields = ["user__name", "user__email"]
    fields = readonly_fields = ["user", "expires_at", "used_at"]

    def has_add_permission(self, request):
        return False
