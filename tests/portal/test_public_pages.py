"""What the public finds: stars, years, 404 for what is not there, and pages that browsers need not load twice."""

import gzip
import re
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils.translation import gettext

from evidence.models import Publication
from evidence.services.publishing import unpublished
from evidence.services.releasing import release_star
from evidence.services.signing import sign_off
from portal.pages.site import ensure_site
from stars.errors import BadInput
from stars.models import Round
from tests.making import PASSWORD, judge, make_round, propose, section_of, submit, write
from tests.portal.building import make_handed_in, make_published, text_of


@pytest.fixture
def published(world, dossier, tmp_path):
    make_handed_in(world, dossier, tmp_path)
    make_published(world, dossier)
    return dossier


def village_url(world, *more) -> str:
    name = ("village_page", "village_year", "star_page")[len(more)]
    return reverse(name, args=[world.village.code, *more])


def test_village_shows_text_figure_and_picture_of_its_star(client, world, published):
    body = client.get(village_url(world)).content.decode()

    digests = published.publication.stars.get().pictures.values_list("derivative__sha256", flat=True)
    for words in (text_of("tidy"), "路灯0", "25 盏", "巷道0", *digests):
        assert words in body


def test_village_shows_a_neutral_word_for_the_other_stars(client, world, published):
    page = client.get(village_url(world)).context["page"]

    assert [star.dimension.key for star in page.awarded] == ["tidy"]
    assert len(page.stars) == 10


def test_village_tells_the_digest_that_was_signed(client, world, published):
    assert published.publication.sign_off.digest in client.get(village_url(world)).content.decode()


def test_village_without_a_signature_says_so(client, world, dossier):
    body = client.get(village_url(world)).content.decode()

    assert "还没有" in body
    assert "<img" not in body


def township_body(client, world) -> str:
    return client.get(reverse("township_page", args=[world.township.code])).content.decode()


def test_township_lists_villages_in_code_order_and_counts_no_stars(client, world, published):
    body = township_body(client, world)

    listed = re.findall(r'class="title">(.+?)</span><span>(.+?)</span>', body)
    told = [(name, re.sub("<.+?>", "", word)) for name, word in listed]
    signed = gettext("%(year)s: signed off") % {"year": published.entry.round.year}
    assert told == [("甲村", signed), ("乙村", gettext("nothing signed yet"))]


def test_village_that_won_no_star_looks_like_one_without_a_signature(client, world, dossier):
    urls = [village_url(world), reverse("township_page", args=[world.township.code]), reverse("villages")]
    before = [client.get(url).content for url in urls]
    write(world, section_of(dossier), text_of("tidy"))
    submit(world, dossier, ["tidy"])
    judge(world, dossier, "tidy", "falls_short", note="缺台账。")
    digest = propose(world, dossier, []).digest
    sign_off(actor=world.approver, dossier_id=dossier.pk, digest=digest, password=PASSWORD)

    assert [client.get(url).content for url in urls] == before
    assert (unpublished(), Publication.objects.count()) == ([], 0)
    assert client.get(village_url(world, dossier.entry.round.year)).status_code == 404


def test_townships_tell_how_many_villages_were_signed(client, world, published):
    townships = client.get(reverse("villages")).context["townships"]

    told = [(one.name, one.signed_count, one.villages_count) for one in townships]
    assert told == [("甲镇", 1, 2), ("乙镇", 0, 1)]


@pytest.fixture
def two_years(world, published, tmp_path):
    """This year's star and another one of last year."""
    year = published.entry.round.year - 1
    earlier = make_round(world, title="去年", year=year)
    make_handed_in(world, earlier, tmp_path, ["income"])
    make_published(world, earlier, ["income"])
    return year + 1, year


def test_village_shows_the_newest_year_and_leads_to_the_earlier(client, world, two_years):
    newest, earlier = two_years

    response = client.get(village_url(world))

    assert [star.dimension.key for star in response.context["page"].awarded] == ["tidy"]
    assert response.context["page"].years == [newest, earlier]
    assert f'href="{village_url(world, earlier)}"' in response.content.decode()


def test_earlier_year_shows_what_was_signed_then(client, world, two_years):
    _newest, earlier = two_years

    response = client.get(village_url(world, earlier))

    assert [star.dimension.key for star in response.context["page"].awarded] == ["income"]
    assert client.get(village_url(world, earlier, "income")).status_code == 200
    assert client.get(village_url(world, earlier, "tidy")).status_code == 404


def test_second_round_of_a_year_is_refused_and_hides_nothing(client, world, published):
    with pytest.raises(BadInput) as caught:
        make_round(world, title="补评")

    assert published.entry.round.title in str(caught.value)
    assert Round.objects.count() == 1


def test_round_of_the_same_year_in_another_township_is_its_own(world, dossier):
    make_round(
        SimpleNamespace(approver=world.far_approver, township=world.far_township, village=world.far_village)
    )

    assert Round.objects.filter(year=dossier.entry.round.year).count() == 2


@pytest.mark.parametrize(
    "path",
    [
        "/villages/990101101999/",
        "/villages/990101101000/",  # a township's code
        "/villages/99010110120/",
        "/villages/990101101201/1999/",
        "/villages/990101101201/0000/",
        "/villages/990101101202/0000/",
        "/villages/990101101202/2026/",
        "/villages/990101101201/2026/eleventh/",
        "/villages/990101101201/2026/income/",
        "/townships/990101999000/",
        "/townships/990101101201/",  # a village's code
        "/media/public/pictures/" + "0" * 64 + ".webp",
        "/media/public/images/none.jpg",
    ],
)
def test_what_is_not_there_is_404_and_sets_no_cookie(client, published, path):
    response = client.get(path)

    assert (response.status_code, dict(response.cookies)) == (404, {})


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_public_pages_are_only_read(client, world, published, method):
    assert getattr(client, method)(village_url(world)).status_code == 405


def addresses(world, dossier) -> dict[str, str]:
    year = dossier.entry.round.year
    return {
        "home": "/",
        "villages": reverse("villages"),
        "township": reverse("township_page", args=[world.township.code]),
        "village": village_url(world),
        "year": village_url(world, year),
        "star": village_url(world, year, "tidy"),
    }


@pytest.mark.parametrize("name", ["home", "villages", "township", "village", "year", "star"])
def test_page_that_did_not_change_is_not_sent_again(client, world, published, name):
    ensure_site()
    url = addresses(world, published)[name]
    first = client.get(url)

    again = client.get(url, HTTP_IF_NONE_MATCH=first["ETag"])

    assert first["ETag"].startswith('"')  # strong: the same tag means the same bytes
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])


def test_page_that_changed_is_sent_anew(client, world, dossier):
    write(world, section_of(dossier, "unity"), "组织了两次活动。")
    submit(world, dossier, ["unity"])
    make_published(world, dossier, ["unity"])
    before = client.get(village_url(world))
    release_star(actor=world.approver, dossier_id=dossier.pk, dimension="unity")

    after = client.get(village_url(world), HTTP_IF_NONE_MATCH=before["ETag"])

    assert (after.status_code, after["ETag"] != before["ETag"]) == (200, True)
    assert "组织了两次活动。" in after.content.decode()


def test_page_may_be_kept_for_a_minute_and_a_picture_for_a_year(client, world, published):
    digest = published.publication.stars.get().pictures.first().derivative.sha256
    picture = client.get(reverse("public_picture", args=[digest]))

    assert client.get(village_url(world))["Cache-Control"] == "public, max-age=60"
    assert picture["Cache-Control"] == "public, max-age=31536000, immutable"
    assert picture["ETag"] == f'"{digest}"'


def test_picture_that_did_not_change_is_not_sent_again(client, world, published):
    digest = published.publication.stars.get().pictures.first().derivative.sha256

    again = client.get(reverse("public_picture", args=[digest]), HTTP_IF_NONE_MATCH=f'"{digest}"')

    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize("name", ["village", "township"])
def test_page_sent_compressed_keeps_a_strong_tag_of_its_own(client, world, published, name):
    url = addresses(world, published)[name]
    plain, packed = client.get(url), client.get(url, HTTP_ACCEPT_ENCODING="gzip")

    again = client.get(url, HTTP_ACCEPT_ENCODING="gzip", HTTP_IF_NONE_MATCH=packed["ETag"])

    assert gzip.decompress(packed.content) == plain.content
    assert packed["ETag"].startswith('"')
    assert packed["ETag"] != plain["ETag"]
    assert again.status_code == 304
