from django.urls import path

from delegates.sharing import views

app_name = "sharing"

urlpatterns = [
    path("events/<slug:event>/shares/", views.share_list, name="share-list"),
    path("shares/<uuid:sharelist>/revoke/", views.share_revoke, name="share-revoke"),
    path("b/<str:secret>/", views.share_open, name="share-open"),
]
