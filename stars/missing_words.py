"""What is missing before results can be computed, in words, with what to do."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from stars.facts import Facts, Missing

NAMES_SHOWN = 12
WORDS = {
    "no_meeting": gettext_lazy("%(title)s: assessed in no meeting yet: %(names)s. Hold a meeting for them."),
    "few_ballots": gettext_lazy(
        "%(title)s: fewer than five ballots marked %(names)s, which counts as none. Hold another meeting."
    ),
    "not_scored": gettext_lazy(
        "%(title)s: %(who)s has not scored %(names)s. Have it done, or excuse the seat with a reason."
    ),
    "nobody_scores": gettext_lazy(
        "%(title)s: nobody of the leading group scored %(names)s. Give a seat to somebody who may."
    ),
    "unknown_source": gettext_lazy(
        "%(title)s: the rulebook asks for a score “%(who)s” that nobody gives. Have the rulebook corrected."
    ),
}


def told_missing(facts: Facts) -> list[str]:
    return [told(facts, one) for one in facts.missing]


def told(facts: Facts, missing: Missing) -> str:
    numbers = {"title": facts.category.title, "who": missing.who, "names": names_of(missing)}
    return str(WORDS[missing.code]) % numbers


def names_of(missing: Missing) -> str:
    """The first few by name, the others by number."""
    labels = [entry.subject.label for entry in missing.entries]
    shown = "、".join(labels[:NAMES_SHOWN])
    if len(labels) <= NAMES_SHOWN:
        return shown
    return _("%(names)s and %(more)d more") % {"names": shown, "more": len(labels) - NAMES_SHOWN}


def told_unfinished(meetings) -> list[str]:
    text = _("The meeting “%s” is not closed yet. Close it, or declare it void.")
    return [text % meeting.title for meeting in meetings]
