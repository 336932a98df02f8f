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


def page_data(client, url) -> dict:
    """Every field of the star's form as the page shows it."""
    rows = client.get(url).context["figures"]
    data = {"figures-TOTAL_FORMS": len(rows.forms), "figures-INITIAL_FORMS": 0}
    for form in rows:
        for bound in form:
            value = bound.value()
            data[bound.html_name] = "" if value is None else str(value)
    return data


def test_figure_not_touched_on_an_old_page_keeps_its_newer_value(client, world, dossier, urls):
    client.force_login(world.clerk)
    client.post(urls["section_save"], figure_rows({"key": "x", "label": "路灯", "value": "25", "unit": "盏"}))
    old = page_data(client, urls["section"])
    row = next(name for name, value in old.items() if value == "25")
    client.post(urls["section_save"], old | {row: "26"})
    client.post(urls["section_save"], old | {"text": "修了路。"})

    assert section_of(dossier).figures.get().value == "26"


def test_figure_changed_in_two_tabs_is_refused_and_saved_when_seen(client, dossier, urls):
    first = figure_rows({"key": "lights", "label": "路灯", "value": "25", "unit": "盏"})
    second = figure_rows({"figure_id": "", "key": "lights", "label": "路灯", "value": "30", "unit": "盏"})
    client.force_login(section_of(dossier).dossier.village.memberships.get(post="clerk").user)
    client.post(urls["section_save"], first)
    answer = client.post(urls["section_save"], second, follow=True)

    assert "现在是 25 盏" in answer.content.decode()
    assert section_of(dossier).figures.get().value == "25"
    client.post(urls["section_save"], page_data(client, urls["section"]))
    assert section_of(dossier).figures.get().value == "30"


def test_note_without_an_answer_is_kept_and_asked_about(client, world, dossier, urls):
    item = dossier.entry.round.table.dimension("tidy").items[0].key
    client.force_login(world.clerk)
    answer = client.post(
        urls["section_save"],
        {f"note-{item}": "还差一条巷道", "text": "修了路。", "text_revision": 0},
        follow=True,
    )

    assert "有一条细则写了备注但没有选择" in answer.content.decode()
    assert 'value="还差一条巷道"' in answer.content.decode()
    assert section_of(dossier).narrative == "修了路。"


def test_parts_that_can_be_saved_are_saved_and_the_refused_one_stays(client, world, dossier, urls):
    client.force_login(world.clerk)
    typed = figure_rows({"label": "路灯", "value": "几盏"}) | {"text": "修了路。", "text_revision": 0}
    answer = client.post(urls["section_save"], typed)

    assert (answer.status_code, section_of(dossier).narrative) == (422, "修了路。")
    assert 'value="几盏"' in answer.content.decode()
    assert 'value="几盏"' in client.get(urls["section"]).content.decode()
