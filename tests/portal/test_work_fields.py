"""Self-checks, figures, answers and assignments of one star; and whose they are."""

import pytest
from django.urls import reverse

from stars.models import SelfCheck
from tests.making import make_returned, section_of


@pytest.fixture
def urls(dossier):
    return {name: reverse(name, args=[dossier.pk, "tidy"]) for name in ("section", "section_save")}


def test_checks_save_answers_and_leave_the_rest(client, world, dossier, urls):
    item = dossier.entry.round.table.dimension("tidy").items[0].key
    client.force_login(world.clerk)
    client.post(urls["section_save"], {f"answer-{item}": "partly", f"note-{item}": "还差一条巷道"})

    row = SelfCheck.objects.get(entry=dossier.entry)
    assert (row.item, row.answer, row.note) == (item, "partly", "还差一条巷道")


def figure_rows(*rows: dict) -> dict:
    data = {"figures-TOTAL_FORMS": len(rows), "figures-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        data |= {f"figures-{number}-{name}": value for name, value in row.items()}
    return data


def test_figures_all_rows_or_none_and_typing_stays(client, world, dossier, urls):
    rows = [
        {"key": "lights", "label": "路灯", "value": "２５", "unit": "盏"},
        {"label": "新修巷道", "value": "几条", "unit": "条"},
    ]
    client.force_login(world.clerk)
    wrong = client.post(urls["section_save"], figure_rows(*rows))
    assert (wrong.status_code, section_of(dossier).figures.count()) == (422, 0)
    assert 'value="几条"' in wrong.content.decode()

    rows[1]["value"] = "3"
    client.post(urls["section_save"], figure_rows(*rows, {"key": "bins", "label": "垃圾桶", "unit": "个"}))
    saved = section_of(dossier).figures.values_list("label", "value", "unit")
    assert list(saved) == [("路灯", "25", "盏"), ("新修巷道", "3", "条")]


def test_figure_of_another_village_is_never_changed(client, world, dossier, urls):
    other = section_of(dossier.entry.round.entries.get(subject__organisation=world.other_village).dossier)
    client.force_login(world.other_clerk)
    theirs = reverse("section_save", args=[other.dossier_id, "tidy"])
    client.post(theirs, figure_rows({"label": "路灯", "value": "9"}))
    figure = other.figures.get()
    client.force_login(world.clerk)
    client.post(urls["section_save"], figure_rows({"figure_id": figure.pk, "label": "路灯", "value": "1"}))
    removed = client.post(reverse("figure_remove", args=[dossier.pk, figure.pk]))

    figure.refresh_from_db()
    assert (figure.value, removed.status_code) == ("9", 404)


def test_demand_is_answered_on_its_star(client, world, dossier):
    make_returned(world, dossier)
    demand = section_of(dossier).demands.get()
    client.force_login(world.clerk)
    save = reverse("section_save", args=[dossier.pk, "tidy"])
    client.post(save, {f"demand-{demand.pk}": "已补三张照片。"})

    demand.refresh_from_db()
    assert demand.answer == "已补三张照片。"


@pytest.mark.parametrize("who", ["other_clerk", "reviewer", "auditor", "nobody"])
@pytest.mark.parametrize("name", ["section", "section_save"])
def test_section_of_another_village_is_404(client, world, dossier, urls, who, name):
    client.force_login(getattr(world, who))
    send = client.get if name == "section" else client.post

    assert send(urls[name], {"text": "x"}).status_code == 404


def test_assign_is_the_secretarys(client, world, dossier):
    url = reverse("assign", args=[dossier.pk, "tidy"])
    client.force_login(world.clerk)
    client.post(url, {"people": [world.member.pk]})
    by_clerk = section_of(dossier).assigned_to.count()
    client.force_login(world.secretary)
    client.post(url, {"people": [world.member.pk]})

    assert (by_clerk, list(section_of(dossier).assigned_to.all())) == (0, [world.member])
