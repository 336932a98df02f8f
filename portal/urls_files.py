"""Files of the dossiers, for those entitled."""

from django.urls import path

from portal.views.files import file

urlpatterns = [path("<int:revision_id>/<slug:variant>/", file, name="file")]
