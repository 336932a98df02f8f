"""Items of a role and benefits of a category: added, changed, taken out."""

from dataclasses import replace

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portal.forms.rulebooks_lines import (
    BenefitForm,
    ItemForm,
    in_list,
    new_benefit,
    new_item,
    shown,
    typed,
    with_category,
    with_role,
    without,
)
from portal.forms.work import whole
from portal.views.common import take_step
from portal.views.rulebooks.editing import Edit, edit_page
from portal.views.rulebooks.finding import on_draft
from portal.views.rulebooks.parts import category_or_404, category_url, role_or_404
from stars.rules.book import Book, Category, Dimension
from stars.rules.dump import edited
from stars.services.rulebook_drafts import save_draft


def row_or_404(rows: tuple, key: str):
    found = next((one for one in rows if one.key == key), None)
    if found is None:
        raise Http404
    return found


@on_draft(page="draft_item_new")
def draft_item_new(request, draft, category, role):
    found, one = role_or_404(draft, category, role)
    return item_page(request, draft, found, one, new_item(found, one), _("A new item"), on_item=True)


@on_draft(page="draft_item")
def draft_item(request, draft, category, role, item):
    found, one = role_or_404(draft, category, role)
    remove = reverse("draft_item_remove", args=[draft.rulebook_id, category, role, item])
    told = {"on_item": True, "remove": remove}
    return item_page(request, draft, found, one, row_or_404(one.items, item), _("Change the item"), **told)


def item_page(request, draft, category: Category, role: Dimension, item, title: str, **more):
    def put(book: Book, said: dict) -> Book:
        items = in_list(role.items, typed(item, said))
        return with_category(book, with_role(book.categories[category.key], replace(role, items=items)))

    edit = Edit(
        place=f"{category.key}.{item.key}",
        title=title,
        form=ItemForm,
        read=shown(ItemForm, item),
        put=put,
        back=reverse("draft_role", args=[draft.rulebook_id, category.key, role.key]),
    )
    return edit_page(request, draft, edit, category=category, role=role, **more)


@require_POST
@on_draft(page="draft_item")
def draft_item_remove(request, draft, category, role, item):
    found, one = role_or_404(draft, category, role)
    row_or_404(one.items, item)
    kept = replace(one, items=without(one.items, item))
    return removed(
        request,
        draft,
        with_category(draft.book, with_role(found, kept)),
        place=f"{category}.{item}",
        back=reverse("draft_role", args=[draft.rulebook_id, category, role]),
    )


@on_draft(page="draft_benefit_new")
def draft_benefit_new(request, draft, category):
    found = category_or_404(draft, category)
    return benefit_page(request, draft, found, new_benefit(found), _("A new benefit"))


@on_draft(page="draft_benefit")
def draft_benefit(request, draft, category, benefit):
    found = category_or_404(draft, category)
    one = row_or_404(found.benefits, benefit)
    remove = reverse("draft_benefit_remove", args=[draft.rulebook_id, category, benefit])
    return benefit_page(request, draft, found, one, _("Change the benefit"), remove=remove)


def benefit_page(request, draft, category: Category, benefit, title: str, **more):
    def put(book: Book, said: dict) -> Book:
        now = book.categories[category.key]
        return with_category(book, replace(now, benefits=in_list(now.benefits, typed(benefit, said))))

    edit = Edit(
        place=f"{category.key}.{benefit.key}",
        title=title,
        form=BenefitForm,
        read=shown(BenefitForm, benefit),
        put=put,
        back=category_url(draft, category, "benefits"),
    )
    return edit_page(request, draft, edit, category=category, **more)


@require_POST
@on_draft(page="draft_benefit")
def draft_benefit_remove(request, draft, category, benefit):
    found = category_or_404(draft, category)
    row_or_404(found.benefits, benefit)
    book = with_category(draft.book, replace(found, benefits=without(found.benefits, benefit)))
    back = category_url(draft, found, "benefits")
    return removed(request, draft, book, place=f"{category}.{benefit}", back=back)


def removed(request, draft, book: Book, *, place: str, back: str):
    told = {"rulebook_id": draft.rulebook_id, "version": whole(request.POST.get("version")), "place": place}
    source = edited(draft.source, lambda _book: book)
    return take_step(
        request,
        lambda: save_draft(actor=request.user, source=source, **told),
        back=back,
        done=_("It is taken out. The draft's history keeps it."),
    )
