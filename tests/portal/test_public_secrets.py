"""Nothing unsigned is public: not by a page, not by a guessed address of a file."""

import hashlib

import pytest
from django.conf import settings
from django.urls import reverse

from evidence.services.publishing import publish
from evidence.services.releasing import release_star
from evidence.services.signing import sign_off
from tests.making import PASSWORD, judge, make_submitted, propose, section_of, submit, write
from tests.portal.building import add_figure, add_picture, make_handed_in, make_published, text_of

SECRET = "秘密的草稿。"
SHOWN, KEPT_PRIVATE = {"400", "800"}, {"1600"}
LARGE = (1640, 1230)  # so that the three copies differ


def pages(world, dossier) -> list[str]:
    code, year = world.village.code, dossier.entry.round.year
    return [
        reverse("villages"),
        reverse("township_page", args=[world.township.code]),
        reverse("village_page", args=[code]),
        reverse("village_year", args=[code, year]),
        reverse("star_page", args=[code, year, "tidy"]),
    ]


def public_text(client, world, dossier) -> str:
    return "".join(client.get(url).content.decode() for url in pages(world, dossier))


def picture_status(client, digest: str, **headers) -> int:
    return client.get(reverse("public_picture", args=[digest]), **headers).status_code


def copies_of(revision) -> dict[str, str]:
    """Size → digest of the re-encoded copies."""
    return dict(revision.file.derivatives.values_list("name", "sha256"))


def open_copies(client, revision) -> set[str]:
    return {name for name, digest in copies_of(revision).items() if picture_status(client, digest) == 200}


def reach_draft(world, dossier):
    write(world, section_of(dossier), SECRET)


def reach_submitted(world, dossier):
    reach_draft(world, dossier)
    submit(world, dossier, ["tidy"])


def reach_judged(world, dossier):
    reach_submitted(world, dossier)
    judge(world, dossier, "tidy", note=SECRET)


def reach_proposed(world, dossier):
    reach_judged(world, dossier)
    return propose(world, dossier, ["tidy"])


def reach_signed(world, dossier):
    digest = reach_proposed(world, dossier).digest
    sign_off(actor=world.approver, dossier_id=dossier.pk, digest=digest, password=PASSWORD, note=SECRET)


@pytest.mark.parametrize(
    "reach",
    [reach_draft, reach_submitted, reach_judged, reach_proposed, reach_signed],
    ids=lambda one: one.__name__,
)
def test_nothing_is_told_before_publication(client, world, dossier, reach):
    empty = public_text(client, world, dossier)

    reach(world, dossier)

    assert public_text(client, world, dossier) == empty


def test_published_text_is_told(client, world, dossier):
    reach_signed(world, dossier)
    publish(publication_id=dossier.publication.pk)

    assert SECRET in client.get(pages(world, dossier)[2]).content.decode()
    assert SECRET in client.get(pages(world, dossier)[4]).content.decode()


def test_published_page_tells_no_name_and_no_note(client, world, dossier):
    make_submitted(world, dossier)
    judge(world, dossier, "tidy", note="审核员的话。")
    judge(world, dossier, "income", "falls_short", note="缺台账。")
    proposal = propose(world, dossier, ["tidy"])
    sign_off(
        actor=world.approver, dossier_id=dossier.pk, digest=proposal.digest, password=PASSWORD, note="批注。"
    )
    publish(publication_id=dossier.publication.pk)

    told = public_text(client, world, dossier)

    people = (world.clerk, world.secretary, world.reviewer, world.approver)
    hidden = [person.name for person in people] + ["审核员的话。", "缺台账。", "批注。"]
    assert [words for words in hidden if words in told] == []


def test_star_that_was_not_awarded_stays_hidden(client, world, dossier, tmp_path):
    section = section_of(dossier, "income")
    write(world, section, SECRET)
    add_figure(world, section, "秘密的数")
    picture = add_picture(world, section, tmp_path, 7, public=True, size=LARGE)
    write(world, section_of(dossier), text_of("tidy"))
    submit(world, dossier, ["tidy", "income"])
    judge(world, dossier, "income", "falls_short", note="缺台账。")
    make_published(world, dossier, ["tidy"])

    told = public_text(client, world, dossier)
    star = reverse("star_page", args=[world.village.code, dossier.entry.round.year, "income"])
    assert [words for words in (SECRET, "秘密的数", "巷道7") if words in told] == []
    assert (client.get(star).status_code, open_copies(client, picture)) == (404, set())


def test_star_without_release_shows_the_award_and_nothing_else(client, world, dossier, tmp_path):
    section = section_of(dossier, "unity")
    write(world, section, SECRET)
    add_figure(world, section, "秘密的数")
    picture = add_picture(world, section, tmp_path, 7, public=True, size=LARGE)
    submit(world, dossier, ["unity"])
    make_published(world, dossier, ["unity"])
    url = reverse("star_page", args=[world.village.code, dossier.entry.round.year, "unity"])
    before = client.get(url).content.decode()
    assert [words for words in (SECRET, "秘密的数", "巷道7") if words in before] == []
    assert open_copies(client, picture) == set()

    release_star(actor=world.approver, dossier_id=dossier.pk, dimension="unity")
    after = client.get(url).content.decode()
    assert [words for words in (SECRET, "秘密的数", "巷道7") if words not in after] == []
    assert open_copies(client, picture) == SHOWN


def test_pictures_open_with_publication_and_only_those_ticked(client, world, dossier, tmp_path):
    section = section_of(dossier)
    ticked = add_picture(world, section, tmp_path, 7, public=True, size=LARGE)
    kept = add_picture(world, section, tmp_path, 200, public=False, size=LARGE)
    write(world, section, text_of("tidy"))
    submit(world, dossier, ["tidy"])
    publication = make_published(world, dossier, public=False)
    signed = open_copies(client, ticked) | open_copies(client, kept)

    publish(publication_id=publication.pk)

    assert set(copies_of(ticked)) == SHOWN | KEPT_PRIVATE
    assert (signed, open_copies(client, ticked), open_copies(client, kept)) == (set(), SHOWN, set())
    assert "巷道200" not in public_text(client, world, dossier)


def guesses(revision) -> list[str]:
    """Addresses that somebody who knows digests and paths might try."""
    file = revision.file
    paths = [file.path, *file.derivatives.values_list("path", flat=True)]
    digests = [file.sha256, *copies_of(revision).values()]
    below = [
        f"{start}{path}"
        for path in paths
        for start in ("/media/private/", "/media/public/", "/media/", "/static/")
    ]
    climbing = ["/media/public/../private/", "/media/public/%2e%2e/private/", "/media/public/..%2fprivate%2f"]
    below += [f"{start}{path}" for path in paths for start in climbing]
    return below + [
        f"/media/public/pictures/{digest}{end}" for digest in digests for end in ("", ".jpg", ".webp.part")
    ]


def test_guessed_address_of_a_private_file_is_404(client, world, dossier, tmp_path):
    make_handed_in(world, dossier, tmp_path)
    revision = section_of(dossier).evidence.get().current
    make_published(world, dossier)
    assert (settings.PRIVATE_MEDIA / revision.file.path).is_file()

    found = [url for url in guesses(revision) if client.get(url).status_code != 404]

    assert found == []
    assert picture_status(client, revision.file.sha256) == 404


def test_stranger_is_never_given_a_file_of_the_dossier(client, world, dossier, tmp_path):
    make_handed_in(world, dossier, tmp_path)
    revision = section_of(dossier).evidence.get().current
    make_published(world, dossier)

    for variant in ("original", "1600", "800", "400"):
        response = client.get(reverse("file", args=[revision.pk, variant]))
        assert (response.status_code, response.url.split("?")[0]) == (302, reverse("sign_in"))


def test_knowing_the_digest_is_not_enough(client, world, dossier, tmp_path):
    make_handed_in(world, dossier, tmp_path)
    digest = copies_of(section_of(dossier).evidence.get().current)["400"]

    assert picture_status(client, digest, HTTP_IF_NONE_MATCH=f'"{digest}"') == 404


def test_public_picture_is_the_copy_without_metadata(client, world, dossier, tmp_path):
    make_handed_in(world, dossier, tmp_path)
    revision = section_of(dossier).evidence.get().current
    make_published(world, dossier)
    digest = copies_of(revision)["400"]

    response = client.get(reverse("public_picture", args=[digest]))

    data = b"".join(response.streaming_content)
    assert hashlib.sha256(data).hexdigest() == digest
    assert (response["Content-Type"], response["X-Content-Type-Options"]) == ("image/webp", "nosniff")
    assert (b"EXIF" in data, b"XMP " in data, response.cookies) == (False, False, {})
