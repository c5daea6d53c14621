from django import forms
from django.contrib import admin
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from lo_portal.accounts.models import Role, SignInLink, User

admin.site.site_header = "Portal LO"
admin.site.site_title = "Portal LO"
admin.site.index_title = _("Master data")
admin.site.unregister(Group)


class UserForm(forms.ModelForm):
    roles = forms.MultipleChoiceField(
        label=_("Roles"), choices=Role.choices, widget=forms.CheckboxSelectMultiple, required=False
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
    readonly_fields = ["user", "expires_at", "used_at", "next_path"]

    def has_add_permission(self, request):
        return False
