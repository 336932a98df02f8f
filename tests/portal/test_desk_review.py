"""Reading a star beside its items, giving a verdict, writing demands."""

import pytest
from django.urls import reverse
from django.utils.translation import gettext

from evidence.errors import DemandNeeded, ReasonNeeded, TooLong
from evidence.models import Demand, Verdict
from evidence.services.answers import answer_demand
from evidence.services.files import describe_evidence
from evidence.services.sections import save_figure, save_self_checks
from portal.views.desk.phrases import DEMANDS
from stars.errors import WrongState
from stars.models import Event
from tests.making import (
    add_photo,
    judge,
    make_proposed,
    make_returned,
    make_submitted,
    section_of,
    submit,
    write,
)

NOTE = "缺第二季度台账。"


@pytest.fixture
def filled(world, dossier, tmp_path):
    """One star with text, figure, photo and self-check, handed in."""
    section = section_of(dossier)
    photo = add_photo(world, section, tmp_path)
    told = {"caption": "新巷道", "happened_on": None, "make_public": True, "consent": True}
    describe_evidence(actor=world.clerk, evidence_id=photo.pk, **told)
    values = {"label": "路灯", "value": "25", "unit": "盏", "as_of": None, "source": "村委会"}
    save_figure(actor=world.clerk, section_id=section.pk, figure_id=None, key="", **values)
    item = dossier.entry.round.table.dimension("tidy").items[0]
    save_self_checks(actor=world.clerk, section_id=section.pk, answers={item.key: ("partly", "还差一条")})
    write(world, section, "修了三条巷道。")
    submit(world, dossier, ["tidy"])
    dossier.refresh_from_db()
    return photo.current


def open_star(client, user, dossier, star="tidy"):
    client.force_login(user)
    return client.get(reverse("review_section", args=[dossier.pk, star]))


def give(client, world, dossier, star="tidy", **fields):
    client.force_login(world.reviewer)
    return client.post(reverse("judge", args=[dossier.pk, star]), fields, follow=True)


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def test_star_shows_text_figures_pictures_and_self_check(client, world, dossier, filled):
    response = open_star(client, world.reviewer, dossier)

    body = response.content.decode()
    item = dossier.entry.round.table.dimension("tidy").items[0]
    assert response.context["star"].checks[0] == (item.text, gettext("Partly done"), "还差一条")
    assert reverse("file", args=[filled.pk, "800"]) in body
    for words in ("修了三条巷道。", "路灯", "25 盏", "村委会", "新巷道", "还差一条"):
        assert words in body


def test_star_shows_what_was_handed_in_not_the_draft(client, world, dossier):
    make_returned(world, dossier)
    write(world, section_of(dossier), "返工中的草稿。")

    body = open_star(client, world.reviewer, dossier).content.decode()

    assert ("修了三条巷道" in body, "返工中的草稿" in body) == (True, False)


@pytest.mark.parametrize("who", ["reviewer", "approver", "auditor"])
@pytest.mark.parametrize("name", ["review_section", "review_dossier", "changes", "history"])
def test_answer_not_handed_in_yet_is_not_told(client, world, dossier, who, name):
    make_returned(world, dossier)
    demand = section_of(dossier).demands.get()
    demand.answer = "还没报送的回复。"
    demand.save()
    client.force_login(getattr(world, who))

    star = ["tidy"] if name == "review_section" else []
    response = client.get(reverse(name, args=[dossier.pk, *star]))

    assert response.status_code == 200
    assert "还没报送的回复" not in response.content.decode()


@pytest.mark.parametrize(("who", "judging"), [("reviewer", True), ("approver", False), ("auditor", False)])
def test_star_offers_the_verdict_to_the_reviewer_only(client, world, dossier, who, judging):
    make_submitted(world, dossier)

    response = open_star(client, getattr(world, who), dossier)

    assert response.context["judging"] is judging
    assert ('name="outcome"' in response.content.decode()) is judging


@pytest.mark.parametrize("reach", [make_returned, make_proposed])
def test_star_that_is_not_with_the_reviewer_offers_no_verdict(client, world, dossier, reach):
    reach(world, dossier)

    assert open_star(client, world.reviewer, dossier).context["judging"] is False


@pytest.mark.parametrize("star", ["unity", "eleventh"])
def test_star_not_applied_for_is_404(client, world, dossier, star):
    make_submitted(world, dossier)

    assert open_star(client, world.reviewer, dossier, star).status_code == 404


@pytest.mark.parametrize(
    ("fields", "state"),
    [
        ({"outcome": "meets"}, "meets"),
        ({"outcome": "falls_short", "note": NOTE}, "falls_short"),
        ({"outcome": "return", "demands": ["", "请补充照片。"]}, "marked"),
    ],
)
def test_verdict_is_saved_and_said(client, world, dossier, fields, state):
    make_submitted(world, dossier)

    response = give(client, world, dossier, **fields)

    assert said(response) == ["村容整洁星：意见已保存。"]
    assert (section_of(dossier).state, Verdict.objects.get().outcome) == (state, fields["outcome"])


@pytest.mark.parametrize(("outcome", "refusal"), [("falls_short", ReasonNeeded), ("return", DemandNeeded)])
def test_verdict_without_its_reason_is_refused(client, world, dossier, outcome, refusal):
    make_submitted(world, dossier)

    response = give(client, world, dossier, outcome=outcome)

    assert (section_of(dossier).state, Verdict.objects.count()) == ("waiting", 0)
    assert said(response) == [str(refusal.message)]


@pytest.mark.parametrize("outcome", ["", "perfect"])
def test_verdict_that_does_not_exist_is_refused(client, world, dossier, outcome):
    make_submitted(world, dossier)

    response = give(client, world, dossier, outcome=outcome)

    assert (response.status_code, Verdict.objects.count()) == (200, 0)
    assert len(said(response)) == 1


def test_verdict_refused_keeps_what_was_typed(client, world, dossier):
    make_submitted(world, dossier)

    fields = {"outcome": "falls_short", "note": " ", "demands": ["请写清哪三条巷道。"]}
    response = give(client, world, dossier, **fields)

    assert "请写清哪三条巷道。</textarea>" in response.content.decode()


def test_verdict_on_a_dossier_returned_meanwhile_is_refused(client, world, dossier):
    make_returned(world, dossier)

    response = give(client, world, dossier, "income", outcome="falls_short", note=NOTE)

    assert section_of(dossier, "income").state == "meets"
    assert said(response) == [str(WrongState.message)]
    assert Verdict.objects.filter(outcome="falls_short").count() == 0


def test_verdict_can_be_changed_until_the_return(client, world, dossier):
    make_submitted(world, dossier)
    give(client, world, dossier, outcome="falls_short", note=NOTE)
    give(client, world, dossier, outcome="meets")

    assert [(row.outcome, row.note) for row in Verdict.objects.all()] == [("meets", "")]


def test_verdict_leads_on_to_the_next_star_without_one(client, world, dossier):
    make_submitted(world, dossier)
    first = open_star(client, world.reviewer, dossier, "income").context["following"]
    judge(world, dossier, "tidy")
    last = open_star(client, world.reviewer, dossier, "income").context["following"]

    assert (first.key, last) == ("tidy", None)


def test_verdict_goes_straight_to_the_next_star_and_at_last_to_the_dossier(client, world, dossier):
    make_submitted(world, dossier)

    first = give(client, world, dossier, "income", outcome="meets")
    last = give(client, world, dossier, "tidy", outcome="meets")

    addresses = [response.redirect_chain for response in (first, last)]
    assert addresses == [[(f"/desk/{dossier.pk}/stars/tidy/", 302)], [(f"/desk/{dossier.pk}/", 302)]]


def test_verdict_refused_stays_on_its_star(client, world, dossier):
    make_submitted(world, dossier)

    response = give(client, world, dossier, "income", outcome="falls_short")

    assert response.context["review"].key == "income"


def test_verdict_with_a_reason_too_long_is_refused_whole_and_kept(client, world, dossier):
    make_submitted(world, dossier)

    response = give(client, world, dossier, outcome="falls_short", note="长" * 2001)

    assert (said(response), Verdict.objects.count()) == ([str(TooLong(2000, 2001).message)], 0)
    assert "长" * 2001 in response.content.decode()


def test_demand_as_long_as_the_box_allows_is_kept_whole(client, world, dossier):
    """A browser counts a line break as one character and sends two."""
    make_submitted(world, dossier)

    give(client, world, dossier, outcome="return", demands="请" * 499 + "\r\n" + "补" * 500)

    assert Demand.objects.get().text == "请" * 499 + "\n" + "补" * 500


def test_demand_ticked_stays_ticked_after_a_refusal(client, world, dossier):
    make_submitted(world, dossier)

    body = give(client, world, dossier, outcome="meets", demands=[str(DEMANDS[0]), ""]).content.decode()

    assert [f'value="{phrase}" checked>' in body for phrase in DEMANDS] == [True] + [False] * 4


def test_demand_noted_already_is_not_noted_twice(client, world, dossier):
    make_submitted(world, dossier)
    judge(world, dossier, "tidy", "return", demands=("请补充照片。", "请补充照片。"))
    give(client, world, dossier, outcome="return", demands=["请补充照片。 ", "请写清日期。"])

    assert [demand.text for demand in Demand.objects.all()] == ["请补充照片。", "请写清日期。"]


def test_demand_is_noted_shown_and_dropped(client, world, dossier):
    make_submitted(world, dossier)
    client.force_login(world.reviewer)
    client.post(reverse("demand_make", args=[dossier.pk, "tidy"]), {"text": "请补充照片。"})
    demand = Demand.objects.get()
    assert "请补充照片。" in open_star(client, world.reviewer, dossier).content.decode()

    client.post(reverse("demand_drop", args=[dossier.pk, demand.pk]))
    assert not Demand.objects.exists()


def test_demand_that_was_sent_cannot_be_dropped(client, world, dossier):
    make_returned(world, dossier)
    client.force_login(world.reviewer)

    client.post(reverse("demand_drop", args=[dossier.pk, Demand.objects.get().pk]))

    assert Demand.objects.count() == 1


def test_demand_of_another_dossier_is_404(client, world, dossier):
    make_submitted(world, dossier)
    judge(world, dossier, "tidy", "return", demands=("请补充照片。",))
    other = dossier.entry.round.entries.get(subject__organisation=world.other_village).dossier
    client.force_login(world.reviewer)

    for key in (other.pk, dossier.pk + 100):
        url = reverse("demand_drop", args=[key, Demand.objects.get().pk])
        assert client.post(url).status_code == 404
    assert Demand.objects.count() == 1


def test_demand_without_words_is_refused(client, world, dossier):
    make_submitted(world, dossier)
    client.force_login(world.reviewer)

    response = client.post(reverse("demand_make", args=[dossier.pk, "tidy"]), {"text": "  "}, follow=True)

    assert (Demand.objects.count(), said(response)) == (0, [str(ReasonNeeded.message)])


def test_privacy_doubt_is_shown_before_anything_is_proposed(client, world, dossier):
    write(world, section_of(dossier), "联系人电话13800138000。")
    submit(world, dossier, ["tidy"])
    client.force_login(world.reviewer)

    body = client.get(reverse("review_dossier", args=[dossier.pk])).content.decode()

    assert ("13800138000" in body, "村容整洁星 · 文字" in body, "请退回这颗星" in body) == (True, True, True)


def test_privacy_doubt_is_shown_on_its_own_star_only(client, world, dossier):
    write(world, section_of(dossier), "联系人电话13800138000。")
    write(world, section_of(dossier, "income"), "办培训4场次。")
    submit(world, dossier)

    told = [
        [doubt.text for doubt in open_star(client, world.reviewer, dossier, key).context["doubts"]]
        for key in ("tidy", "income")
    ]

    assert told == [["13800138000"], []]


def test_demand_typed_with_another_verdict_is_kept_and_refused(client, world, dossier):
    make_submitted(world, dossier)
    client.force_login(world.reviewer)
    fields = {"outcome": "meets", "demands": ["请补充照片。"]}
    answer = client.post(reverse("judge", args=[dossier.pk, "tidy"]), fields, follow=True)

    assert "请点“标记退回”" in answer.content.decode()
    assert "请补充照片。" in answer.content.decode()
    assert section_of(dossier).state == "waiting"


def test_demand_noted_before_is_taken_back_when_the_star_meets(client, world, dossier):
    make_submitted(world, dossier)
    judge(world, dossier, "tidy", "return", demands=("请补充照片。",))
    judge(world, dossier, "tidy", "meets")

    assert not Demand.objects.exists()
    assert Event.objects.filter(action="demand_dropped").count() == 1


def test_verdict_on_a_submission_that_was_replaced_meanwhile_is_refused(client, world, dossier):
    make_returned(world, dossier)
    read = dossier.submissions.get().digest
    demand = section_of(dossier).demands.get()
    answer_demand(actor=world.clerk, demand_id=demand.pk, answer="已补。")
    submit(world, dossier)
    client.force_login(world.reviewer)
    fields = {"outcome": "meets", "note": "看过了。", "read": read}
    answer = client.post(reverse("judge", args=[dossier.pk, "tidy"]), fields, follow=True)

    assert "刚才有别人改动过" in answer.content.decode()
    assert "看过了。" in answer.content.decode()
    assert section_of(dossier).state == "waiting"


def test_verdict_form_names_the_submission_that_is_read(client, world, dossier):
    make_submitted(world, dossier)
    client.force_login(world.reviewer)
    page = client.get(reverse("review_section", args=[dossier.pk, "tidy"])).content.decode()

    assert f'name="read" value="{dossier.submissions.get().digest}"' in page
