"""What editors may do to the public pages."""

import pytest
from django.urls import reverse
from wagtail.models import PageViewRestriction

from portal.pages.models import GuidePage, HomePage, NewsIndexPage, NewsPage
from portal.pages.site import ensure_site


@pytest.mark.parametrize("model", [HomePage, GuidePage, NewsIndexPage, NewsPage])
def test_page_cannot_be_put_behind_a_login(model):
    """The public space has no session: such a page could only fail."""
    assert model.private_page_options == []


def test_page_restriction_is_refused_to_an_editor_with_every_right(client, world):
    page = ensure_site().get_children().get(slug="guide")
    world.editor.is_superuser = True
    world.editor.save()
    client.force_login(world.editor)

    client.post(reverse("wagtailadmin_pages:set_privacy", args=[page.pk]), {"restriction_type": "login"})

    assert not PageViewRestriction.objects.exists()
    assert client.get("/guide/").status_code == 200


def test_first_pages_are_made_once_and_left_alone(db):
    home = ensure_site()
    home.title = "改过的首页"
    home.save()

    ensure_site()

    assert [page.title for page in HomePage.objects.all()] == ["改过的首页"]
    assert [page.slug for page in home.get_children()] == ["guide", "news"]
