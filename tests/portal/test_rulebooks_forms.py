"""The forms of a draft: what they read and write, without a database."""

import pytest
from django.forms import BaseFormSet

from portal.forms.rulebooks import WholeTextForm
from portal.forms.rulebooks_lines import BenefitForm, HeadForm, ItemForm, RoleForm, shown, typed
from portal.forms.rulebooks_parts import PARTS
from stars.rules.dump import edited
from stars.rules.loader import available_books, book_source, load_book
from tests.portal.rulebook_forms import sent, table

CATEGORIES = [(key, one) for key in available_books() for one in load_book(key).categories.values()]
HOUSEHOLD = load_book("daan").categories["household"]


@pytest.mark.parametrize("part", sorted(PARTS))
@pytest.mark.parametrize(("book", "category"), CATEGORIES, ids=lambda one: getattr(one, "key", one))
def test_part_that_is_saved_as_it_was_read_changes_nothing(book, category, part):
    one = PARTS[part]
    told = {"prefix": "rows"} if issubclass(one.form, BaseFormSet) else {}
    form = one.form(sent(one.form(initial=one.read(category), **told)), initial=one.read(category), **told)

    assert form.is_valid(), form.errors
    assert one.put(category, form.rows if told else form.cleaned_data) == category


@pytest.mark.parametrize("key", available_books())
def test_head_role_item_and_benefit_that_are_saved_as_they_were_read_change_nothing(key):
    book = load_book(key)
    rows = [(HeadForm, book)]
    for category in book.categories.values():
        rows += [(RoleForm, role) for role in category.dimensions]
        rows += [(ItemForm, item) for role in category.dimensions for item in role.items]
        rows += [(BenefitForm, benefit) for benefit in category.benefits]
    for kind, value in rows:
        form = kind(sent(kind(initial=shown(kind, value))))
        assert form.is_valid(), (value, form.errors)
        assert typed(value, form.cleaned_data) == value


def put(part: str, data: dict):
    form = PARTS[part].form(data, initial=PARTS[part].read(HOUSEHOLD), prefix="rows")
    assert form.is_valid(), form.errors
    return PARTS[part].put(HOUSEHOLD, form.rows)


def test_percent_on_screen_is_an_exact_share_in_the_book():
    data = table("sources", HOUSEHOLD) | {"rows-0-weight": "66.6667", "rows-1-weight": "33.3333"}

    assert [str(one.weight) for one in put("sources", data).sources] == ["0.666667", "0.333333"]


def test_row_is_added_at_the_end_and_a_ticked_one_is_taken_out():
    data = table("goals", HOUSEHOLD) | {"rows-1-level": "5", "rows-1-share": "7.5", "rows-0-DELETE": "on"}

    assert [(goal.level, str(goal.share), goal.years) for goal in put("goals", data).goals] == [
        (5, "0.075", None)
    ]


@pytest.mark.parametrize(
    ("part", "field", "value"),
    [
        ("sources", "rows-0-weight", "-5"),
        ("sources", "rows-0-weight", "110"),
        ("sources", "rows-0-key", "领导"),
        ("sources", "rows-0-key", "panel"),
        ("levels", "rows-0-lower", "-1"),
        ("levels", "rows-0-lower", "九十"),
        ("levels", "rows-0-lower", "NaN"),
        ("levels", "rows-0-lower", "1e3"),
        ("levels", "rows-1-upper", "80"),
        ("levels", "rows-0-level", "6"),
        ("quotas", "rows-0-kind", "perhaps"),
        ("ballot", "rows-0-points", "101"),
        ("goals", "rows-0-years", "0"),
    ],
)
def test_value_that_cannot_be_is_an_error_at_its_field(part, field, value):
    form = PARTS[part].form(table(part, HOUSEHOLD) | {field: value}, prefix="rows")

    assert not form.is_valid()
    faults = [one[name].html_name for one in form.forms for name in one.errors]
    assert faults == ["rows-1-key" if value == "panel" else field]


def test_table_of_a_thousand_rows_is_refused():
    data = table("levels", HOUSEHOLD) | {"rows-TOTAL_FORMS": "1000"}

    assert not PARTS["levels"].form(data, prefix="rows").is_valid()


def whole_text(kept: str, text: str) -> str:
    form = WholeTextForm({"text": text, "version": "0"}, kept=kept)
    assert form.is_valid(), form.errors
    return form.source


@pytest.mark.parametrize("make", [str, lambda text: "\ufeff" + text, lambda text: text.replace("\n", "\r\n")])
def test_text_field_that_was_not_changed_leaves_the_very_bytes(make):
    kept = make(book_source("dashui"))
    as_browsers_send_it = kept.removeprefix("\ufeff").replace("\r\n", "\n").replace("\n", "\r\n")

    assert whole_text(kept, as_browsers_send_it) == kept


def test_changed_text_keeps_the_line_ends_that_the_draft_has():
    assert whole_text("a: 1\r\nb: 2\r\n", "a: 1\r\nb: 3\r\n") == "a: 1\r\nb: 3\r\n"
    assert whole_text("a: 1\nb: 2\n", "a: 1\r\nb: 3\r\n") == "a: 1\nb: 3\n"


def test_form_that_changes_nothing_leaves_comments_and_layout():
    source = book_source("daan")

    assert edited(source, lambda book: book) == source
