"""Where a posting is looked after: in the village's round of the five roles, or at the township's desk. The screens
are the same; addresses, crumbs and who may differ."""

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext as _

from stars.models import Posting
from stars.queries.arrivals import can_dismiss_together
from stars.queries.handling import Handler, handler_of


@dataclass(frozen=True)
class Place:
    """`prefix` of the names of its addresses, `key` their first argument (round or dossier); `crumbs`: the template."""

    prefix: str
    key: int
    posting: Posting
    user: object
    may_note: bool
    may_take_down: bool
    may_export: bool

    def url(self, name: str, *more) -> str:
        return reverse(f"{self.prefix}{name}", args=[self.key, *more])

    @property
    def crumbs(self) -> str:
        return "desk/posting_crumbs.html" if self.at_desk else "rating/postings/crumbs.html"

    @property
    def at_desk(self) -> bool:
        return self.prefix == "desk_"

    @property
    def objection_name(self) -> str:
        return f"{self.prefix}objection"

    @property
    def page_url(self) -> str:
        return self.url("posting", self.posting.pk)

    @property
    def list_url(self) -> str:
        return reverse("desk_postings" if self.at_desk else "postings", args=[self.key])

    @property
    def list_title(self) -> str:
        return _("Postings and objections")

    @property
    def dismiss_url(self) -> str:
        return self.url("objections_dismiss", self.posting.pk)

    @property
    def may_dismiss(self) -> bool:
        return can_dismiss_together(self.user, self.posting)

    @property
    def board_url(self) -> str:
        return self.url("posting_board", self.posting.pk)

    @property
    def down_url(self) -> str:
        return self.url("posting_down", self.posting.pk)

    @property
    def photo_name(self) -> str:
        return f"{self.prefix}board_photo"

    @property
    def photo_out_name(self) -> str:
        return f"{self.prefix}board_photo_out"

    @property
    def photo_add_url(self) -> str:
        return self.url("board_photo_add", self.posting.pk)

    @property
    def enter_url(self) -> str:
        return self.url("objection_enter", self.posting.pk)

    @cached_property
    def handler(self) -> Handler:
        return handler_of(self.user, self.posting)
