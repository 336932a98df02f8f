"""A village that rates by a five-role book: people, a version in use, a round with its entries."""

from types import SimpleNamespace

from django.utils import timezone

from stars.assessing import AssessmentState
from stars.models import Assessment, Entry, Meeting, MeetingCount, Round, Rulebook, RulebookVersion, Subject
from stars.rules.loader import book_digest, book_source
from tests.making import make_person, make_world

VILLAGE_RATERS = ("panel", "second_panel", "counter", "second_counter")
KINDS = {"cadre": "person", "member": "person", "household": "household", "service": "business"}
# What dashui and shimen leave open and a village has to agree on before it rates.
WEIGHTS = {"村民代表大会无记名测评": "0.6", "领导小组审定": "0.4"}


def make_rating_world() -> SimpleNamespace:
    """The world of the other tests, with a leading group and counters: world.panel, world.second_counter …"""
    world = make_world()
    for login in VILLAGE_RATERS:
        setattr(world, login, make_person(login, login.split("_")[-1], world.village))
    for login in ("panel", "counter"):
        setattr(world, f"other_{login}", make_person(f"other_{login}", login, world.other_village))
    return world


def weighted_source(key: str) -> str:
    source = book_source(key)
    for title, weight in WEIGHTS.items():
        source = source.replace(f'title: "{title}"}}', f'title: "{title}", weight: {weight}}}')
    return source


def make_version(world, key: str = "daan") -> RulebookVersion:
    """A version of a shipped book with its weights agreed, as the township's administrator publishes it."""
    source = weighted_source(key)
    book, _created = Rulebook.objects.get_or_create(key=key, owner=world.township, defaults={"title": key})
    told = {"number": 1, "source": source, "digest": book_digest(source), "published_by": world.administrator}
    found = book.versions.first()
    return found or RulebookVersion.objects.create(rulebook=book, **told)


def make_subject(world, category: str, number: int, village=None, **more) -> Subject:
    kind = KINDS.get(category, "organisation")
    told = {
        "owner": village or world.village,
        "category": category,
        "kind": kind,
        "name": f"{category}{number}",
    }
    if kind == "household":
        told |= {"group": f"{number % 3 + 1}组", "number": f"{number:03}"}
    subject = Subject(**(told | more))
    subject.save()
    return subject


def make_rating(world, book: str = "daan", *, state: str = "preparing", village=None, **sizes: int) -> Round:
    """A round with `sizes` entries a category (daan: cadre=2, household=6), its assessment in `state`."""
    version, village = make_version(world, book), village or world.village
    today = timezone.localdate()
    half = 1 if version.book.period == "half_year" else None
    told = {
        "organiser": village,
        "version": version,
        "title": f"{today.year} 年五带头评定",
        "year": today.year,
    }
    made = Round(**told, half=half, opened_by=world.secretary)
    made.save()
    state = AssessmentState(state)
    Assessment(round=made, village=village, township=village.parent, state=state).save()
    for category, size in (sizes or {"cadre": 2, "household": 6}).items():
        for number in range(1, size + 1):
            Entry(round=made, subject=make_subject(world, category, number, village)).save()
    return made


def entries_of(round: Round, category: str) -> list[Entry]:
    return list(round.entries.filter(subject__category=category).select_related("subject").order_by("pk"))


def make_closed_meeting(round: Round, category: str, marks: dict[int, dict[str, int]]) -> Meeting:
    """A closed meeting on paper; `marks`: entry → option → ballots."""
    day = timezone.localdate()
    kind = round.version.book.categories[category].meetings[-1]
    ballots = max((sum(one.values()) for one in marks.values()), default=0)
    told = {"issued": ballots, "returned": ballots, "void_ballots": 0, "due": ballots, "present": ballots}
    meeting = Meeting(round=round, kind=kind, mode="paper", title=f"{category} 评议", held_on=day, **told)
    meeting.state = "closed"
    meeting.save()
    meeting.entries.set(marks)
    for entry, counts in marks.items():
        MeetingCount.objects.create(meeting=meeting, entry_id=entry, counts=counts)
    return meeting
