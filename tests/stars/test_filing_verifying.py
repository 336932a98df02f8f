"""What somebody changes beside Django is found when the filing is recomputed."""

import pytest

from stars.digests import plain_digest
from stars.filed import filing_digest
from stars.models import Award, Event, Filing, Posting, RatingRun, Result, RulebookVersion, SignOff
from stars.queries.filings_verifying import verify_filing
from tests.filing_making import make_in_force, tamper
from tests.rating_making import make_rating_world

pytestmark = pytest.mark.db_variant


@pytest.fixture
def filing(db):
    return make_in_force(make_rating_world(), household=3).filings.get()


def codes(filing) -> set[str]:
    again = Filing.objects.select_related("round__organiser", "round__version__rulebook").get(pk=filing.pk)
    return {problem.code for problem in verify_filing(again)}


def changed(filing, **fields) -> dict:
    """The content with the first entry changed."""
    first, *others = filing.content["entries"]
    return filing.content | {"entries": [first | fields, *others]}


def test_untouched_filing_has_no_problem(filing):
    assert codes(filing) == set()


@pytest.mark.parametrize(
    "fields", [{"level": 5}, {"shown": "99.00"}, {"name": "别人"}, {"name_digest": "0" * 64}]
)
def test_changed_content_is_found(filing, fields):
    tamper(Filing, content=changed(filing, **fields))

    assert "filing" in codes(filing)


def test_changed_content_with_a_new_digest_is_found(filing):
    content = changed(filing, level=5)
    tamper(Filing, content=content, digest=filing_digest(content))

    assert codes(filing) == {"log", "result"}


def test_changed_note_is_found(filing):
    tamper(Filing, note="另一句。")

    assert codes(filing) == {"filing"}


def test_content_of_another_shape_is_found(filing):
    tamper(Filing, content={"entries": "none"})

    assert codes(filing) == {"filing"}


def test_changed_rulebook_is_found(filing):
    tamper(RulebookVersion, source=filing.round.version.source.replace("lower: 90}", "lower: 80}"))

    assert "rulebook" in codes(filing)


def test_changed_acceptance_of_a_warning_is_found(filing):
    tamper(RulebookVersion, accepted=[{"code": "x"}])

    assert codes(filing) == {"rulebook"}


@pytest.mark.parametrize("model", [RatingRun, Posting])
def test_changed_digests_are_found(filing, model):
    tamper(model, digest="0" * 64)

    assert codes(filing) & {"run", "posting"}


def test_changed_posting_is_found(filing):
    tamper(Posting, content={"kind": "results", "number": 1, "tables": []})

    assert codes(filing) == {"posting"}


def test_changed_scores_are_found_by_the_engine(filing):
    run = RatingRun.objects.get()
    run.content["entries"][0]["scores"] = {"score": "60"}
    tamper(RatingRun, content=run.content, digest=plain_digest(run.content))

    assert {"run", "engine"} & codes(filing)


def test_scores_changed_with_every_digest_are_found_by_the_engine(filing):
    run = RatingRun.objects.get()
    run.content["entries"][0]["scores"] = {"score": "60"}
    digest = plain_digest(run.content)
    content = filing.content | {"runs": {"household": {"number": 1, "digest": digest}}}
    tamper(RatingRun, content=run.content, digest=digest)
    tamper(Filing, content=content, digest=filing_digest(content))

    assert "engine" in codes(filing)


@pytest.mark.parametrize("fields", [{"level": 5}, {"shown": "99.00"}, {"explanation": []}])
def test_changed_results_are_found(filing, fields):
    tamper(Result, **fields)

    assert codes(filing) == {"result"}


@pytest.mark.parametrize("fields", [{"note": "另一句。"}, {"seal": "0" * 64}, {"decision": {}}])
def test_changed_signature_is_found(filing, fields):
    tamper(SignOff, **fields)

    assert codes(filing) == {"sign_off"}


def test_changed_award_is_found(filing):
    tamper(Award, level=5)

    assert codes(filing) == {"awards"}


def test_missing_log_is_found(filing):
    tamper(Event, data={})

    assert codes(filing) == {"log"}
