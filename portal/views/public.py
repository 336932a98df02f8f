"""Public pages: no session, no user, no cookie; they read evidence.queries.public and nothing else.

Each carries a strong ETag made from its bytes and answers 304 to a browser that has them already."""

from django.http import FileResponse, Http404
from django.shortcuts import render
from django.views.decorators.http import condition, require_safe

from evidence.queries.public import (
    public_township,
    public_village,
    township_villages,
    townships_with_progress,
)
from evidence.queries.public import village_page as read_village
from evidence.stores import PUBLIC, Kept

MINUTE = "public, max-age=60"


def public(request, template: str, context: dict):
    response = render(request, template, context)
    response["Cache-Control"] = MINUTE
    return response


@require_safe
def villages(request):
    return public(request, "public/villages.html", {"townships": townships_with_progress()})


@require_safe
def township_page(request, code: str):
    township = public_township(code)
    if township is None:
        raise Http404
    context = {"township": township, "villages": township_villages(township)}
    return public(request, "public/township.html", context)


def village_or_404(code: str, year: int | None):
    village = public_village(code)
    page = read_village(village, year) if village else None
    if page is None:
        raise Http404
    return page


@require_safe
def village_page(request, code: str, year: int | None = None):
    """The newest public year, or the one asked for."""
    return public(request, "public/village.html", {"page": village_or_404(code, int(year) if year else None)})


@require_safe
def star_page(request, code: str, year: int, star: str):
    page = village_or_404(code, int(year))
    found = next((one for one in page.stars if one.dimension.key == star and one.awarded), None)
    if found is None:
        raise Http404
    return public(request, "public/star.html", {"page": page, "star": found})


def served(kept: Kept, media_type: str):
    """A public file that never changes: its name is its digest."""
    try:
        response = FileResponse(kept.open(), content_type=media_type)
    except FileNotFoundError as error:
        raise Http404 from error
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def picture(sha256: str) -> Kept:
    return Kept(PUBLIC, f"pictures/{sha256}.webp")


def picture_tag(request, sha256: str) -> str | None:
    """None for what is not public: whoever has kept a picture that was taken down is told so, not 304."""
    return f'"{sha256}"' if picture(sha256).exists() else None


@require_safe
@condition(etag_func=picture_tag)
def public_picture(request, sha256: str):
    return served(picture(sha256), "image/webp")
