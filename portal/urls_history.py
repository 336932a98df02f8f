"""What happened to a dossier."""

from django.urls import path

from portal.views import history

urlpatterns = [
    path("history/<int:dossier_id>/", history.history, name="history"),
    path("history/<int:dossier_id>/compare/", history.compare, name="compare"),
    path("history/<int:dossier_id>/submissions/<int:number>/", history.submission, name="submission"),
]
