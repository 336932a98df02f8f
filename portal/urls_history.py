"""What happened to a dossier."""

from django.urls import path

from portal.views import history

urlpatterns = [
    path("<int:dossier_id>/", history.history, name="history"),
    path("<int:dossier_id>/verification/", history.verification, name="verification"),
    path("<int:dossier_id>/compare/", history.compare, name="compare"),
    path("<int:dossier_id>/submissions/<int:number>/", history.submission, name="submission"),
]
