"""The voter's pages: no session, no code in an address, every refusal in words, nothing lost by going back."""

import pytest

from stars.models import BallotBox
from stars.services.closing import close_vote, void_meeting
from tests.meetings_making import entries_in, make_open, make_slips, vote
from tests.rating_making import make_rating

VOTE = "/vote/"


@pytest.fixture
def world(rating_village):
    return rating_village


@pytest.fixture
def meeting(world):
    return make_open(world, make_rating(world, state="assessing"), mode="slips")


@pytest.fixture
def codes(world, meeting):
    return make_slips(world, meeting)


def say(client, code: str, step: str = "", **marks: str) -> str:
    answer = client.post(VOTE, {"code": code, "step": step} | marks)
    assert answer.status_code == 200
    return answer.content.decode()


def marks_of(meeting, option: str = "l5") -> dict[str, str]:
    return {f"m-{entry.pk}": option for entry in entries_in(meeting)}


def test_voter_opens_the_ballot_looks_at_it_and_casts_it(client, meeting, codes):
    ballot = say(client, codes[0])
    review = say(client, codes[0], "review", **marks_of(meeting, "l4"))
    done = say(client, codes[0], "cast", **marks_of(meeting, "l4"))

    assert all(entry.subject.label in ballot for entry in entries_in(meeting))
    assert review.count("<strong>四星</strong>") == 2
    assert "您的票已计入" in done
    assert BallotBox.objects.get().ballots == [{str(entry.pk): "l4" for entry in entries_in(meeting)}]


def test_going_back_keeps_what_was_chosen(client, meeting, codes):
    ballot = say(client, codes[0], "change", **marks_of(meeting, "l2"))

    assert ballot.count('value="l2" checked') == 2


def test_review_counts_what_stays_blank(client, meeting, codes):
    first = entries_in(meeting)[0]

    assert "1 个名字空白。" in say(client, codes[0], "review", **{f"m-{first.pk}": "l5"})


@pytest.mark.parametrize("answer", ["get", "code", "review", "cast", "unknown"])
def test_answers_are_kept_by_nobody(client, meeting, codes, answer):
    steps = {
        "get": lambda: client.get(VOTE),
        "unknown": lambda: client.post(VOTE, {"code": "ABCD-EFGH"}),
    }
    posted = steps.get(answer, lambda: client.post(VOTE, {"code": codes[0], "step": answer}))

    response = posted()

    assert "no-store" in response["Cache-Control"]
    assert response["X-Robots-Tag"] == "noindex, nofollow"
    assert response["Referrer-Policy"] == "no-referrer"
    assert not response.cookies
    assert "ETag" not in response


def test_ballot_is_never_opened_by_an_address(client, meeting, codes):
    assert entries_in(meeting)[0].subject.label not in client.get(VOTE, {"code": codes[0]}).content.decode()


def test_double_click_votes_once_and_says_that_it_was_counted(client, meeting, codes):
    say(client, codes[0], "cast", **marks_of(meeting))
    again = say(client, codes[0], "cast", **marks_of(meeting, "l0"))

    assert "您的票已计入" in again
    assert "这张票已投，并已计入一次" in again
    assert len(BallotBox.objects.get().ballots) == 1


@pytest.mark.parametrize("code", ["", "  ", "ABCD-EFGH-JKLM-NPQR-2", "票" * 100, "<script>"])
def test_code_that_is_none_is_said_in_words(client, meeting, codes, code):
    text = say(client, code)

    assert 'role="alert"' in text
    assert "<script>" not in text.replace("<script src", "")
    assert BallotBox.objects.get().used == []


@pytest.mark.parametrize("end", ["closed", "void"])
def test_slip_after_the_end_is_told_so(client, world, meeting, codes, end):
    vote(meeting, codes[:5])
    if end == "closed":
        close_vote(actor=world.clerk, meeting_id=meeting.pk, present=20)
    else:
        void_meeting(actor=world.clerk, meeting_id=meeting.pk, reason="停电")

    assert "投票已经结束" in say(client, codes[6], "cast", **marks_of(meeting))


@pytest.mark.parametrize("marks", [{"m-999999": "l5"}, {"m-x": "l5"}, {"m-": "l5"}, {"m-" + "9" * 30: "l5"}])
def test_mark_for_somebody_else_is_refused_and_the_slip_stays_good(client, meeting, codes, marks):
    text = say(client, codes[0], "cast", **marks)

    assert "没有这个名字或这个选项" in text
    assert BallotBox.objects.get().used == []


def test_choice_that_does_not_exist_is_refused(client, meeting, codes):
    assert "没有这个名字或这个选项" in say(client, codes[0], "cast", **marks_of(meeting, "l9"))


def test_every_page_takes_the_next_slip_of_the_same_window(client, meeting, codes):
    pages = [client.get(VOTE).content.decode()]
    pages += [say(client, codes[0], step, **marks_of(meeting)) for step in ("", "review", "cast", "cast")]

    assert all("data-code" in text and "portal/code.js" in text for text in pages)
