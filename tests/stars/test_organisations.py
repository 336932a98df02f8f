"""The tree of organisations and its division codes."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from stars.divisions import code_problem
from stars.models import Organisation

COUNTY, TOWNSHIP, VILLAGE = "990101000000", "990101101000", "990101101209"


def new(**changes) -> Organisation:
    return Organisation(**{"kind": "village", "code": VILLAGE, "name": "丁村"} | changes)


@pytest.mark.parametrize(
    ("code", "kind", "parent"),
    [(COUNTY, "county", None), (TOWNSHIP, "township", COUNTY), (VILLAGE, "village", TOWNSHIP)],
)
def test_code_of_its_level_below_its_parent_fits(code, kind, parent):
    assert code_problem(code, kind, parent) is None


@pytest.mark.parametrize(
    "code",
    [
        "",
        "99010110120",
        "9901011012090",
        "99010110120a",
        "９９０１０１１０１２０９",
        "990101101209\n",
        "9.9E+11",
    ],
)
def test_code_that_is_not_twelve_digits_is_named(code):
    assert code_problem(code, "village", TOWNSHIP) == "not_twelve_digits"


@pytest.mark.parametrize(
    ("code", "kind"),
    [(VILLAGE, "township"), (TOWNSHIP, "county"), (COUNTY, "township"), (TOWNSHIP, "village")],
)
def test_code_of_another_level_is_named(code, kind):
    assert code_problem(code, kind, COUNTY) == "wrong_level"


@pytest.mark.parametrize("parent", ["990101102000", None])
def test_code_that_does_not_begin_like_its_parent_is_named(parent):
    assert code_problem(VILLAGE, "village", parent) == "not_below_parent"


def test_village_with_foreign_code_says_what_to_do(world):
    with pytest.raises(ValidationError) as caught:
        new(parent=world.far_township).full_clean()

    assert caught.value.messages == ["代码开头与上级不一致。请核对哪一个错了。"]


@pytest.mark.parametrize(
    ("kind", "parent"),
    [
        ("village", "county"),
        ("village", None),
        ("township", "township"),
        ("county", "county"),
        ("branch", None),
    ],
)
def test_organisation_below_the_wrong_level_is_refused(world, kind, parent):
    above = getattr(world, parent) if parent else None

    with pytest.raises(ValidationError) as caught:
        new(kind=kind, parent=above).full_clean()

    assert "parent" in caught.value.message_dict


def test_branch_belongs_to_a_village_and_has_no_code(world):
    branch = new(kind="branch", code=None, parent=world.village)

    branch.full_clean()
    branch.save()

    assert list(world.village.children.all()) == [branch]


@pytest.mark.db_variant
@pytest.mark.parametrize(
    ("kind", "code"),
    [("village", None), ("village", "99010110120a"), ("village", "9901011012"), ("branch", VILLAGE)],
)
def test_code_of_a_wrong_shape_is_refused_by_the_database(world, kind, code):
    with pytest.raises(IntegrityError):
        new(kind=kind, code=code, parent=world.township).save()


@pytest.mark.db_variant
def test_code_twice_in_force_is_refused_by_the_database(world):
    with pytest.raises(IntegrityError):
        new(code=world.village.code, parent=world.township).save()


def test_code_of_a_closed_organisation_may_be_given_again(world):
    world.village.valid_to = datetime.date(2026, 6, 30)
    world.village.save()

    heir = new(code=world.village.code, parent=world.township, predecessor=world.village)
    heir.valid_from = datetime.date(2026, 7, 1)
    heir.save()

    on = [
        set(Organisation.objects.villages().valid_on(day).filter(code=heir.code))
        for day in (datetime.date(2026, 6, 30), datetime.date(2026, 7, 1))
    ]
    assert on == [{world.village}, {heir}]


@pytest.mark.db_variant
def test_end_before_the_beginning_is_refused_by_the_database(world):
    world.village.valid_to = datetime.date(1999, 12, 31)

    with pytest.raises(IntegrityError):
        world.village.save()
