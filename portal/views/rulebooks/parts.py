"""The forms of a draft by their addresses: the book's head, a part of a category, a role."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.forms.rulebooks_lines import HeadForm, RoleForm, shown, typed, with_category, with_role
from portal.forms.rulebooks_parts import PARTS
from portal.views.rulebooks.book_pages import category_page
from portal.views.rulebooks.book_words import PARTS as WORDS
from portal.views.rulebooks.book_words import item_line
from portal.views.rulebooks.editing import Edit, edit_page
from portal.views.rulebooks.finding import on_draft
from stars.rules.book import Book, Category, Dimension


def category_or_404(draft, key: str) -> Category:
    found = draft.book.categories.get(key)
    if found is None:
        raise Http404
    return found


def role_or_404(draft, category: str, key: str) -> tuple[Category, Dimension]:
    found = category_or_404(draft, category)
    role = next((one for one in found.dimensions if one.key == key), None)
    if role is None:
        raise Http404
    return found, role


def category_url(draft, category: Category, anchor: str) -> str:
    return reverse("draft_category", args=[draft.rulebook_id, category.key]) + f"#{anchor}"


@on_draft
@require_safe
def draft_category(request, draft, category):
    found = category_or_404(draft, category)
    context = {"draft": draft, "rulebook": draft.rulebook, "page": category_page(found)}
    return render(request, "rulebooks/category.html", context)


@on_draft(page="draft_head")
def draft_head(request, draft):
    edit = Edit(
        place="head",
        title=_("Title, issuer, period, note"),
        form=HeadForm,
        read=shown(HeadForm, draft.book),
        put=typed,
        back=reverse("draft", args=[draft.rulebook_id]),
    )
    return edit_page(request, draft, edit)


@on_draft(page="draft_part")
def draft_part(request, draft, category, part):
    found = category_or_404(draft, category)
    if part not in PARTS:
        raise Http404
    one = PARTS[part]
    edit = Edit(
        place=f"{category}.{part}",
        title=str(WORDS[part][0]),
        form=one.form,
        read=one.read(found),
        put=lambda book, said: with_category(book, one.put(book.categories[category], said)),
        back=category_url(draft, found, part),
    )
    return edit_page(request, draft, edit, category=found)


@on_draft(page="draft_role")
def draft_role(request, draft, category, role):
    found, one = role_or_404(draft, category, role)

    def put(book: Book, said: dict) -> Book:
        return with_category(book, with_role(book.categories[category], typed(one, said)))

    edit = Edit(
        place=f"{category}.{role}",
        title=one.title,
        form=RoleForm,
        read=shown(RoleForm, one),
        put=put,
        back=category_url(draft, found, "roles"),
    )
    items = [(item, item_line(item)) for item in one.items]
    return edit_page(request, draft, edit, category=found, role=one, items=items)
