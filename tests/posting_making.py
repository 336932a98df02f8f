"""Rounds with results, postings in their time, objections: made as the product makes them, but for the engine."""

import datetime

from django.db.models import QuerySet
from django.utils import timezone

from evidence.services.posting import post_proposal
from stars.models import Objection, PanelSeat, Posting, RatingRun, Result, Round, RulebookVersion, Target
from stars.queries.posting_drafts import mark_of
from stars.queries.postings_page import draft_of
from stars.rules.loader import book_digest
from stars.services.objections import take_objection
from stars.services.postings import start_posting
from stars.services.receiving import Said, receive_objection
from tests.rating_making import entries_of, make_rating, make_version

DAY = datetime.timedelta(days=1)
LEVELS = {"cadre": (5, 3), "household": (5, 4, 3, 1, 0, None)}
NAMES = ("王小一", "李小二", "张三", "赵小四", "钱小五", "孙小六")
TEXT = "三组的那一户去年没有参加清理河道，请再核实一下。"


def make_run(world, round: Round, category: str, levels, ties=()) -> RatingRun:
    """The results of one category, as if the engine had found these levels."""
    number = RatingRun.objects.filter(round=round, category=category).count() + 1
    content = {"ties": list(ties), "category": category}
    told = {"round": round, "category": category, "number": number, "content": content, "digest": "0" * 64}
    run = RatingRun.objects.create(**told, made_by=world.panel)
    for entry, level in zip(entries_of(round, category), levels, strict=True):
        Result.objects.create(run=run, entry=entry, exact="90", shown="90.00", level=level, explanation=[])
    return run


def make_rated(world, book: str = "daan", levels=None, **more) -> Round:
    """Computed results; people and households carry Chinese names, and the leading group has a seat."""
    levels = levels or LEVELS
    sizes = {key: len(found) for key, found in levels.items()}
    made = make_rating(world, book, state="rated", **sizes, **more)
    for category, found in levels.items():
        name_them(made, category)
        make_run(world, made, category, found)
    PanelSeat(round=made, user=world.panel).save()
    return made


def name_them(round: Round, category: str) -> None:
    for place, entry in enumerate(entries_of(round, category)):
        entry.subject.name = NAMES[place % len(NAMES)]
        entry.subject.save()


def post_results(world, round: Round) -> Posting:
    return put_up(world, round, "results")


def put_up(world, round: Round, kind: str, category: str = "") -> Posting:
    told = {"round_id": round.pk, "kind": kind, "category": category}
    return start_posting(actor=world.secretary, **told, seen=read(round, kind, category))


def read(round: Round, kind: str, category: str = "") -> str:
    """The mark of what the secretary has on his screen."""
    fresh = Round.objects.select_related("organiser__parent", "version__rulebook", "assessment")
    return mark_of(draft_of(fresh.get(pk=round.pk), kind, category))


def make_posted(world, **more) -> Posting:
    return post_results(world, make_rated(world, **more))


def make_targets(world, book: str = "dashui", state: str = "approved", **sizes) -> Round:
    made = make_rating(world, book, **(sizes or {"cadre": 2, "household": 3}))
    for category in sizes or ("cadre", "household"):
        name_them(made, category)
        for entry in entries_of(made, category):
            Target(entry=entry, kind="promote", level=4, state=state).save()
    return made


def age(posting: Posting, days: int) -> Posting:
    """As if it had been put up so many days earlier; the rows themselves never change."""
    moved = {name: getattr(posting, name) - days * DAY for name in ("starts_on", "ends_on")}
    QuerySet(Posting).filter(pk=posting.pk).update(**moved)
    posting.refresh_from_db()
    return posting


def end(posting: Posting) -> Posting:
    """Its last day was yesterday."""
    return age(posting, (posting.ends_on - timezone.localdate()).days + 1)


def object_to(
    posting: Posting, entry_id: int | None = None, text: str = TEXT, patient: bool = True, **more
) -> Objection:
    """By the form, which was open for a minute."""
    said = Said(text=text, entry_id=entry_id, **more)
    return receive_objection(posting_id=posting.pk, said=said, patient=patient).objection


def taken(world, objection: Objection, actor=None) -> Objection:
    return take_objection(actor=actor or world.secretary, objection_id=objection.pk)


def edited_version(world, book: str, old: str, new: str) -> RulebookVersion:
    """A second version of the township's book, in which one thing is written otherwise."""
    version = make_version(world, book)
    source = version.source.replace(old, new)
    assert source != version.source
    told = {"number": 2, "source": source, "digest": book_digest(source), "published_by": world.administrator}
    return RulebookVersion.objects.create(rulebook=version.rulebook, **told)


def make_posting_days(dossier, days: int = 15):
    """The round of ten stars by a version of its book that has so many posting days."""
    round = dossier.entry.round
    shipped = round.version
    source = shipped.source.replace("posting_days: 0", f"posting_days: {days}")
    told = {"number": shipped.number + 1, "source": source, "digest": book_digest(source)}
    round.version = RulebookVersion.objects.create(rulebook=shipped.rulebook, **told)
    round.save()
    return dossier


def post_stars(world, dossier, actor=None) -> Posting:
    digest = dossier.submissions.last().proposals.last().digest
    return post_proposal(actor=actor or world.reviewer, dossier_id=dossier.pk, digest=digest)
