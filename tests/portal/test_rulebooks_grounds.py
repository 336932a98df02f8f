"""The county's page of grounds: off by default, a legal basis beside each, never for those that punish."""

import pytest
from django.urls import reverse

from stars.models import GroundPermission
from stars.queries.grounds import grounds_in_force
from stars.services.grounds import switch_ground_off, switch_ground_on
from tests.rulebooks_making import make_published, make_town_administrator, publish_changed

BASIS = "《中华人民共和国村民委员会组织法》第二十七条"


@pytest.fixture
def version(world, client):
    client.force_login(world.administrator)
    return make_published(make_town_administrator(world), world.township)


def switch(client, version, name="ground_on", **data):
    address = reverse(name, args=[version.rulebook_id])
    return client.post(address, {"clause": "8.4", "legal_basis": BASIS} | data, follow=True)


def test_page_offers_no_switch_for_grounds_that_punish(client, version):
    page = client.get(reverse("rulebook_grounds", args=[version.rulebook_id]))

    rows = {row.clause: row.never for row in page.context["board"].rows}
    assert rows == {"8.1": True, "8.2": False, "8.3": False, "8.4": False, "8.5": False, "8.6": True}
    assert page.content.decode().count('name="legal_basis"') == 4
    assert page.content.decode().count("不能启用") == 2


def test_ground_is_switched_on_and_off_and_the_page_keeps_who_did(client, world, version):
    page = switch(client, version)
    assert BASIS in page.content.decode()
    assert grounds_in_force(world.village, version.rulebook) == {"8.4"}

    page = switch(client, version, "ground_off")
    assert grounds_in_force(world.village, version.rulebook) == set()
    assert [
        (one.clause, str(one.history_user), bool(one.ended_on)) for one in page.context["switchings"]
    ] == [
        ("8.4", "人administrator", True),
        ("8.4", "人administrator", False),
    ]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ({"legal_basis": " "}, "请写明允许这样做的法律名称和条款"),
        ({"legal_basis": "法" * 1001}, "超过 1000 字"),
        ({"clause": "8.6"}, "不能启用"),
        ({"clause": "9.9"}, "没有这一情形"),
        ({"clause": ""}, "没有这一情形"),
    ],
)
def test_switch_that_may_not_be_is_refused_and_the_typed_basis_stays(client, version, data, told):
    page = switch(client, version, **data)

    assert told in page.content.decode()
    assert page.context["kept"]["legal_basis"] == ({"legal_basis": BASIS} | data)["legal_basis"]
    assert not GroundPermission.objects.exists()


def test_ground_whose_text_changed_is_off_and_the_page_says_why(client, version):
    switch(client, version)

    publish_changed(version.published_by, version.rulebook, "打架斗殴", "打架斗殴或酗酒")

    page = client.get(reverse("rulebook_grounds", args=[version.rulebook_id])).content.decode()
    assert "停用，因为这一情形的文字改了" in page


def test_versions_page_tells_the_village_which_grounds_are_on(client, world, version):
    switch(client, version)
    client.force_login(world.secretary)

    page = client.get(reverse("rulebook_version", args=[version.rulebook_id, 1])).content.decode()

    assert page.count("县里已启用") == 2


@pytest.mark.parametrize("size", [3, 30])
def test_pages_cost_the_same_for_few_and_for_many(client, world, version, size, django_assert_num_queries):
    told = {"actor": world.administrator, "rulebook_id": version.rulebook_id, "clause": "8.4"}
    for _number in range(size):
        switch_ground_on(legal_basis=BASIS, **told)
        switch_ground_off(**told)
    address = reverse("rulebook_grounds", args=[version.rulebook_id])

    with django_assert_num_queries(7):
        client.get(address)
    with django_assert_num_queries(6):
        client.get(reverse("county_grounds"))
