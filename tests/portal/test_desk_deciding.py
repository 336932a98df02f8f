"""What stands around the signature: proposing, sending back, releasing text that waits for a second person."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext

from evidence.errors import NoStarChosen, ReasonNeeded, StarsNotMet, TooLong
from evidence.models import Proposal, PublishedStar
from evidence.services.signing import decline_proposal
from stars.errors import Stale, WrongState
from stars.models import Award, SignOff
from tests.making import (
    judge,
    make_proposed,
    make_signed,
    make_submitted,
    propose,
    section_of,
    submit,
    write,
)
from tests.portal.desk_steps import post, said, second_approver, see, sign


def make_ready(world, dossier, **outcomes):
    """Two stars judged, nothing proposed yet."""
    make_submitted(world, dossier)
    for key in ("tidy", "income"):
        judge(world, dossier, key, outcomes.get(key, "meets"), note="缺台账。")
    dossier.refresh_from_db()


def test_proposal_is_offered_once_every_star_is_judged(client, world, dossier):
    make_submitted(world, dossier)
    judge(world, dossier, "tidy")
    before = see(client, world.reviewer, dossier, "review_dossier").content.decode()
    judge(world, dossier, "income")
    after = see(client, world.reviewer, dossier, "review_dossier").content.decode()

    url = f'action="{reverse("propose", args=[dossier.pk])}"'
    assert (url in before, url in after) == (False, True)


def test_proposal_names_the_chosen_stars_only(client, world, dossier):
    make_ready(world, dossier)

    fields = {"stars": ["tidy"], "version": dossier.version, "note": "收入星暂缓。"}
    response = post(client, world.reviewer, dossier, "propose", **fields)

    assert said(response) == [gettext("Proposed. Another person signs it off.")]
    assert (Proposal.objects.get().stars, Proposal.objects.get().note) == (["tidy"], "收入星暂缓。")


def test_proposal_of_a_star_that_falls_short_is_refused_and_its_note_kept(client, world, dossier):
    make_ready(world, dossier, income="falls_short")

    fields = {"stars": ["tidy", "income"], "version": dossier.version, "note": "两颗星都建议。"}
    response = post(client, world.reviewer, dossier, "propose", **fields)

    assert said(response) == [str(StarsNotMet.message)]
    assert not Proposal.objects.exists()
    assert "两颗星都建议。</textarea>" in response.content.decode()


def test_proposal_of_no_star_is_refused_while_one_meets(client, world, dossier):
    make_ready(world, dossier, income="falls_short")

    response = post(client, world.reviewer, dossier, "propose", version=dossier.version, note="再议。")

    assert (said(response), Proposal.objects.count()) == ([str(NoStarChosen.message)], 0)
    assert "再议。</textarea>" in response.content.decode()


def test_proposal_of_no_star_goes_on_when_none_meets(client, world, dossier):
    make_ready(world, dossier, income="falls_short", tidy="falls_short")

    post(client, world.reviewer, dossier, "propose", version=dossier.version)

    assert Proposal.objects.get().stars == []


@pytest.mark.parametrize("name", ["propose", "decline"])
def test_proposal_words_too_long_are_refused_and_kept(client, world, dossier, name):
    make_ready(world, dossier)
    fields = {"stars": ["tidy"], "version": dossier.version, "note": "长" * 2001}
    if name == "decline":
        fields = {"proposal": propose(world, dossier, ["tidy"]).pk, "reason": "长" * 2001}

    user = world.reviewer if name == "propose" else world.approver
    response = post(client, user, dossier, name, **fields)

    assert said(response) == [str(TooLong(2000, 2001).message)]
    assert "长" * 2001 in response.content.decode()


def test_dossier_page_ends_no_line_with_a_dot(client, world, dossier):
    make_ready(world, dossier)

    body = see(client, world.reviewer, dossier, "review_dossier").content.decode()

    assert ('<span class="next">缺台账。</span>' in body, "· </span>" in body) == (True, False)


def test_proposal_made_twice_is_one_and_says_why(client, world, dossier):
    make_ready(world, dossier)
    fields = {"stars": ["tidy"], "version": dossier.version}
    post(client, world.reviewer, dossier, "propose", **fields)

    second = post(client, world.reviewer, dossier, "propose", **fields)

    assert (said(second), Proposal.objects.count()) == ([str(Stale.message)], 1)


def test_declined_proposal_goes_back_with_its_reason(client, world, dossier):
    proposal = make_proposed(world, dossier)
    post(client, world.approver, dossier, "decline", proposal=proposal.pk, reason="请再看收入星。")

    page = see(client, world.reviewer, dossier, "review_dossier")

    dossier.refresh_from_db()
    assert dossier.state == "submitted"
    assert "请再看收入星。" in page.content.decode()


def test_declining_without_a_reason_is_refused(client, world, dossier):
    proposal = make_proposed(world, dossier)

    response = post(client, world.approver, dossier, "decline", proposal=proposal.pk, reason=" ")

    dossier.refresh_from_db()
    assert (said(response), dossier.state) == ([str(ReasonNeeded.message)], "proposed")


def test_declining_what_is_signed_is_refused(client, world, dossier):
    make_signed(world, dossier)
    proposal = Proposal.objects.get()

    response = post(client, world.approver, dossier, "decline", proposal=proposal.pk, reason="太晚了。")

    assert (said(response)[0], Award.objects.count()) == (str(WrongState.message), 2)


def test_declining_a_proposal_that_was_replaced_leaves_the_newer_one(client, world, dossier):
    read = make_proposed(world, dossier)
    decline_proposal(actor=second_approver(world), proposal_id=read.pk, reason="请再看。")
    newer = propose(world, dossier, ["tidy"])

    response = post(client, world.approver, dossier, "decline", proposal=read.pk, reason="不同意。")

    newer.refresh_from_db()
    assert (said(response), newer.declined_at) == ([str(Stale.message)], None)
    assert "不同意。</textarea>" in response.content.decode()


def make_waiting_star(world, dossier):
    """A star whose text waits for a second person's release, proposed."""
    write(world, section_of(dossier, "unity"), "村里组织了两次活动。")
    submit(world, dossier, ["unity"])
    judge(world, dossier, "unity")
    return propose(world, dossier, ["unity"])


@pytest.mark.parametrize(("released", "text"), [([], ""), (["unity"], "村里组织了两次活动。")])
def test_signing_releases_sensitive_text_only_where_ticked(client, world, dossier, released, text):
    proposal = make_waiting_star(world, dossier)

    sign(client, world.approver, dossier, proposal, released=released)

    star = PublishedStar.objects.get()
    assert (star.released, star.narrative) == (bool(released), text)


def test_signing_cannot_release_a_star_that_is_not_waiting(client, world, dossier):
    proposal = make_proposed(world, dossier)

    response = sign(client, world.approver, dossier, proposal, released=["tidy"])

    assert (response.status_code, SignOff.objects.count()) == (422, 0)


def test_release_after_signing_is_the_approvers_and_happens_once(client, world, dossier):
    proposal = make_waiting_star(world, dossier)
    sign(client, world.approver, dossier, proposal)
    url = reverse("release", args=[dossier.pk, "unity"])
    client.force_login(world.reviewer)
    client.post(url)
    assert PublishedStar.objects.get().narrative == ""

    client.force_login(world.approver)
    client.post(url)
    again = client.post(url, follow=True)
    assert PublishedStar.objects.get().narrative == "村里组织了两次活动。"
    assert said(again)[-1] == str(WrongState.message)


def test_release_of_a_star_that_was_not_awarded_is_404(client, world, dossier):
    make_signed(world, dossier)
    client.force_login(world.approver)

    assert client.post(reverse("release", args=[dossier.pk, "unity"])).status_code == 404
