from django.urls import path

from events.feeds import views

app_name = "feeds"

urlpatterns = [
    path("events/<slug:event>/feeds/", views.token_list, name="token-list"),
    path("feeds/<uuid:feedtoken>/revoke/", views.token_revoke, name="token-revoke"),
    path("api/v1/events/<slug:slug>/", views.feed_index, name="feed-index"),
    path("api/v1/events/<slug:slug>/<slug:key>.json", views.feed, name="feed"),
]
