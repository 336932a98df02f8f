"""What editors may do to the public pages."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import PageViewRestriction

from portal.pages.models import GuidePage, HomePage, NewsIndexPage, NewsPage
from portal.pages.site import ensure_site
from stars.services.people import end_post


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


def as_typed(html: str) -> str:
    """What the admin's text field sends."""
    return ContentstateConverter(features=["bold"]).from_database_format(html)


@pytest.mark.parametrize("login", ["editor", "administrator"])
def test_editor_writes_news_that_the_public_reads(client, world, login):
    index = ensure_site().get_children().get(slug="news")
    client.force_login(getattr(world, login))
    words = {
        "title": "道路通车",
        "summary": "三条巷道修好了",
        "body": as_typed("<p>修好了。</p>"),
    }
    add = reverse("wagtailadmin_pages:add", args=["pages", "newspage", index.pk])

    client.post(add, words | {"action-publish": "1"})

    client.logout()
    assert "三条巷道修好了" in client.get("/news/").content.decode()
    assert "修好了。" in client.get("/news/道路通车/").content.decode()


def test_former_editor_finds_no_admin_at_the_next_request(client, world):
    ensure_site()
    client.force_login(world.editor)
    assert client.get("/cms/").status_code == 200
    for held in world.editor.memberships.all():
        end_post(
            actor=world.administrator,
            membership_id=held.pk,
            last_day=timezone.localdate() - datetime.timedelta(days=1),
        )

    assert client.get("/cms/").status_code == 404


def test_admin_leads_to_sign_in_and_back_when_nobody_is_signed_in(client, world):
    assert client.get("/cms/").url == "/accounts/sign-in/?next=%2Fcms%2F"


def test_editor_cannot_put_pictures_where_they_would_be_public(client, world):
    ensure_site()
    client.force_login(world.editor)

    assert client.get(reverse("wagtailimages:add")).status_code == 302
    assert client.get("/media/public/original_images/a.jpg").status_code == 404
