from django.urls import path

from lo_portal.jobs import views

app_name = "jobs"

urlpatterns = [
    path("<uuid:job>/", views.job_detail, name="job-detail"),
    path("<uuid:job>/cancel/", views.job_cancel, name="job-cancel"),
    path("<uuid:job>/retry/", views.job_retry, name="job-retry"),
]
