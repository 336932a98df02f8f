"""Grounds for not being rated: off by default, switched on by the county alone, with a legal basis."""

import pytest

from stars.errors import BadInput, NotAllowed, ReasonNeeded
from stars.models import Event, Organisation
from stars.queries.grounds import grounds_in_force
from stars.services.grounds import switch_ground_off, switch_ground_on
from stars.services.rulebook_refusals import GroundNeverOn, GroundOff, GroundOn
from tests.rulebooks_making import make_published, make_town_administrator, publish_changed

BASIS = "《中华人民共和国村民委员会组织法》第二十七条"


@pytest.fixture
def version(world):
    return make_published(make_town_administrator(world), world.township)


def switch_on(world, version, clause="8.4", basis=BASIS, actor=None):
    told = {"rulebook_id": version.rulebook_id, "clause": clause, "legal_basis": basis}
    return switch_ground_on(actor=actor or world.administrator, **told)


def elsewhere(world):
    """A village of another county."""
    told = {"kind": "township", "code": "990102101000", "name": "丁镇", "parent": world.far_county}
    return Organisation(kind="village", name="丁村", parent=Organisation(**told))


def test_every_ground_is_off_by_default(world, version):
    assert grounds_in_force(world.village, version.rulebook) == set()


def test_ground_is_in_force_in_the_county_until_it_is_switched_off(world, version):
    switch_on(world, version)
    assert grounds_in_force(world.village, version.rulebook) == {"8.4"}
    assert grounds_in_force(elsewhere(world), version.rulebook) == set()

    row = switch_ground_off(actor=world.administrator, rulebook_id=version.rulebook_id, clause="8.4")
    assert grounds_in_force(world.village, version.rulebook) == set()
    assert [one.history_user for one in row.history.all()] == [world.administrator] * 2


def test_township_may_not_switch_a_ground(world, version):
    with pytest.raises(NotAllowed):
        switch_on(world, version, actor=version.published_by)


def test_ground_needs_a_legal_basis(world, version):
    with pytest.raises(ReasonNeeded):
        switch_on(world, version, basis="  ")
    with pytest.raises(BadInput):
        switch_on(world, version, basis="法" * 1001)


@pytest.mark.parametrize("clause", ["8.1", "8.6"])
def test_ground_that_punishes_is_never_switched_on(world, version, clause):
    with pytest.raises(GroundNeverOn):
        switch_on(world, version, clause)

    assert not Event.objects.filter(action="ground_switched").exists()


def test_ground_is_switched_once_only(world, version):
    switch_on(world, version)
    with pytest.raises(GroundOn):
        switch_on(world, version)
    with pytest.raises(GroundOff):
        switch_ground_off(actor=world.administrator, rulebook_id=version.rulebook_id, clause="8.2")


def test_clause_that_the_book_lacks_is_refused(world, version):
    with pytest.raises(BadInput):
        switch_on(world, version, "9.9")


def test_ground_that_says_something_else_in_the_next_version_is_off_again(world, version):
    switch_on(world, version, "8.4")
    switch_on(world, version, "8.2")

    publish_changed(version.published_by, version.rulebook, "打架斗殴", "打架斗殴或酗酒")

    assert grounds_in_force(world.village, version.rulebook) == {"8.2"}


def test_round_with_an_older_text_uses_only_what_says_the_same_today(world, version):
    publish_changed(version.published_by, version.rulebook, "打架斗殴", "打架斗殴或酗酒")
    switch_on(world, version, "8.4")
    switch_on(world, version, "8.2")

    assert grounds_in_force(world.village, version.rulebook, version) == {"8.2"}
