"""What people edit leaves its former values, with who and why."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from stars.tracking import delete_tracked, save_tracked
from tests.making import section_of


def test_save_names_actor_and_reason_in_history(world):
    world.village.name = "新村"

    save_tracked(world.village, actor=world.administrator, reason="改名")

    row = world.village.history.first()
    assert (row.name, row.history_user, row.history_change_reason) == ("新村", world.administrator, "改名")


def test_save_of_an_invalid_row_is_refused_and_not_recorded(world):
    before = world.village.history.count()
    world.village.code = "12"

    with pytest.raises(ValidationError):
        save_tracked(world.village, actor=world.administrator)

    assert world.village.history.count() == before


def test_edit_without_a_service_is_recorded_too_but_names_nobody(world):
    save_tracked(world.village, actor=world.administrator, reason="改名")
    village = type(world.village).objects.get(pk=world.village.pk)
    village.name = "暗改"

    village.save()

    row = village.history.first()
    assert (row.name, row.history_user, row.history_change_reason) == ("暗改", None, None)


def test_edit_after_a_service_is_not_put_down_to_the_earlier_actor(world):
    save_tracked(world.village, actor=world.administrator, reason="改名")
    world.village.name = "暗改"

    world.village.save()

    assert world.village.history.first().history_user is None


def test_edit_on_a_screen_names_the_person_who_is_signed_in(client, world, dossier):
    section = section_of(dossier)
    client.force_login(world.clerk)

    client.post(
        reverse("section_save", args=[dossier.pk, "tidy"]), {"text": "修了三条巷道。", "text_revision": 0}
    )

    row = section.history.first()
    assert (row.narrative, row.history_user) == ("修了三条巷道。", world.clerk)


def test_delete_keeps_the_last_values_and_who_did_it(world, dossier):
    figure = section_of(dossier).figures.create(label="路灯", value="25", unit="盏")
    history = type(figure).history

    delete_tracked(figure, actor=world.clerk, reason="重复")

    row = history.filter(label="路灯").first()
    assert (row.history_type, row.value, row.history_user) == ("-", "25", world.clerk)


def test_history_of_accounts_holds_no_password(world):
    fields = {field.name for field in type(world.clerk).history.model._meta.fields}

    assert not fields & {"password", "last_login"}
