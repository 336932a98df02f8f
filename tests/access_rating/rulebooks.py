"""Rulebooks and grounds."""

from types import SimpleNamespace

from stars.rules.loader import book_source
from stars.services.grounds import switch_ground_off, switch_ground_on
from stars.services.rulebook_beginning import begin_draft, drop_draft, import_book, take_over
from stars.services.rulebook_drafts import accept_findings, save_draft, take_back
from stars.services.rulebook_publishing import publish_draft
from tests.access_rating.rows import AddressRow, StepRow, nothing
from tests.rulebooks_making import accept_all, make_draft, make_published, warnings_of

ADMINISTRATOR = frozenset({"administrator"})
READERS = ADMINISTRATOR | {"clerk", "secretary", "other_clerk", "other_secretary"}
ON_LIST = READERS | {"far_clerk"}
BASIS = "《中华人民共和国村民委员会组织法》第二十七条"


def the_book(place: SimpleNamespace) -> dict:
    """The township's, by which the village's round rates."""
    return {"rulebook_id": place.round.version.rulebook_id, "number": 1}


def shipped(place: SimpleNamespace) -> dict:
    return {"key": "dashui"}


def with_draft(place: SimpleNamespace) -> None:
    place.draft = make_draft(place.world.administrator, place.world.county, "daan")


def ready_to_publish(place: SimpleNamespace) -> None:
    with_draft(place)
    accept_all(place.world.administrator, place.draft)


def published(place: SimpleNamespace) -> None:
    place.version = make_published(place.world.administrator, place.world.county, "daan")


def with_ground_on(place: SimpleNamespace) -> None:
    published(place)
    told = {"rulebook_id": place.version.rulebook_id, "clause": "8.4", "legal_basis": BASIS}
    switch_ground_on(actor=place.world.administrator, **told)


def the_draft(place: SimpleNamespace) -> dict:
    lines = {"category": "household", "part": "levels", "role": "serve", "item": "serve.care"}
    return {"rulebook_id": place.draft.rulebook_id, "benefit": "credit", **lines}


def the_version(place: SimpleNamespace) -> dict:
    return {"rulebook_id": place.version.rulebook_id}


def nothing_typed(place: SimpleNamespace) -> dict:
    return {"version": 0}


def a_warning(place: SimpleNamespace) -> dict:
    return {"findings": warnings_of(place.draft)[:1], "reason": "已研究"}


def a_clause(place: SimpleNamespace) -> dict:
    return {"clause": "8.4", "legal_basis": BASIS}


def draft_row(*, get=ADMINISTRATOR, data=nothing_typed, post=ADMINISTRATOR, prepare=with_draft) -> AddressRow:
    return AddressRow(get, post, keys=the_draft, data=data, prepare=prepare)


FORMS = ("draft_head", "draft_part", "draft_role", "draft_item_new", "draft_item", "draft_text")
FORMS += ("draft_benefit_new", "draft_benefit")
REMOVALS = ("draft_item_remove", "draft_benefit_remove")
GROUNDS = {"keys": the_version, "data": a_clause}

ADDRESSES: dict[str, AddressRow] = {
    "rulebooks": AddressRow(ON_LIST, keys=nothing),
    "rulebook_import": AddressRow(
        ADMINISTRATOR, ADMINISTRATOR, keys=nothing, data=lambda place: {"text": book_source("dashui")}
    ),
    "rulebook_shipped": AddressRow(ADMINISTRATOR, keys=shipped),
    "rulebook_shipped_export": AddressRow(ADMINISTRATOR, keys=shipped),
    "rulebook_take_over": AddressRow(None, ADMINISTRATOR, keys=shipped),
    "rulebook": AddressRow(READERS, keys=the_book),
    "rulebook_version": AddressRow(READERS, keys=the_book),
    "rulebook_version_export": AddressRow(READERS, keys=the_book),
    "version_dry_run": AddressRow(READERS, keys=the_book),
    "draft_begin": AddressRow(None, ADMINISTRATOR, keys=the_version, prepare=published),
    "county_grounds": AddressRow(ADMINISTRATOR, keys=nothing),
    "rulebook_grounds": AddressRow(ADMINISTRATOR, keys=the_version, prepare=published),
    "ground_on": AddressRow(None, ADMINISTRATOR, prepare=published, **GROUNDS),
    "ground_off": AddressRow(None, ADMINISTRATOR, prepare=with_ground_on, **GROUNDS),
    "draft": draft_row(post=None),
    "draft_export": draft_row(post=None),
    "draft_category": draft_row(post=None),
    "draft_dry_run": draft_row(post=None),
    "draft_accept": draft_row(get=None, data=a_warning),
    "draft_take_back": draft_row(get=None, data=lambda place: {"finding": "x"}),
    "draft_publish": draft_row(get=None, prepare=ready_to_publish),
    "draft_drop": draft_row(get=None),
}
ADDRESSES |= dict.fromkeys(FORMS, draft_row()) | dict.fromkeys(REMOVALS, draft_row(get=None))
PUBLIC: set[str] = set()


def of_draft(place: SimpleNamespace) -> dict:
    return {"rulebook_id": place.draft.rulebook_id, "version": 0}


def a_change(place: SimpleNamespace) -> dict:
    source = place.draft.source.replace("posting_days: 15", "posting_days: 7")
    return of_draft(place) | {"source": source}


def accepting(place: SimpleNamespace) -> dict:
    return {"rulebook_id": place.draft.rulebook_id, **a_warning(place)}


def taking_back(place: SimpleNamespace) -> dict:
    return {"rulebook_id": place.draft.rulebook_id, "finding": warnings_of(place.draft)[0]}


def to_the_county(place: SimpleNamespace) -> dict:
    return {"owner": place.world.county}


STEPS: dict[str, StepRow] = {
    "take_over": StepRow(take_over, ADMINISTRATOR, lambda place: to_the_county(place) | {"key": "dashui"}),
    "import_book": StepRow(
        import_book, ADMINISTRATOR, lambda place: to_the_county(place) | {"source": book_source("shimen")}
    ),
    "begin_draft": StepRow(begin_draft, ADMINISTRATOR, the_version, published),
    "save_draft": StepRow(save_draft, ADMINISTRATOR, a_change, with_draft),
    "accept_findings": StepRow(accept_findings, ADMINISTRATOR, accepting, with_draft),
    "take_back": StepRow(take_back, ADMINISTRATOR, taking_back, ready_to_publish),
    "publish_draft": StepRow(publish_draft, ADMINISTRATOR, of_draft, ready_to_publish),
    "drop_draft": StepRow(drop_draft, ADMINISTRATOR, of_draft, with_draft),
    "switch_ground_on": StepRow(
        switch_ground_on, ADMINISTRATOR, lambda place: the_version(place) | a_clause(place), published
    ),
    "switch_ground_off": StepRow(
        switch_ground_off, ADMINISTRATOR, lambda place: the_version(place) | {"clause": "8.4"}, with_ground_on
    ),
}
