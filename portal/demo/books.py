"""The township's administrator takes the shipped rulebooks over: agrees on what they leave open, corrects what must not
stay, and accepts what the linter doubts, with a reason."""

import re
from itertools import groupby

from stars.models import Organisation, RulebookDraft, RulebookVersion, User
from stars.queries.rulebooks_findings import finding_id
from stars.rules.lint import WARNING, check
from stars.rules.loader import book_source
from stars.services.rulebook_beginning import import_book
from stars.services.rulebook_drafts import accept_findings
from stars.services.rulebook_publishing import publish_draft

KEYS = ("shimen", "daan", "dashui")
WEIGHTS = {"村民代表大会无记名测评": "0.6", "领导小组审定": "0.4"}
OTHER_VILLAGE = "由大水村“五带头”"
# Grounds that punish petitioning or family planning are taken out of the text: they could never be used.
PUNISHING = re.compile(r"^ +- \{clause: .*concerns: (?:petition|family_planning)\}\n", re.MULTILINE)
REASONS = {
    "aid_settled_by_law": "依法应享受的待遇一律按规定照办，不看星级；这里只保留办法原文。",
    "goal_against_quota": "三年目标是努力方向，名额按第九条执行，修订办法时一并调整。",
    "parts_differ_from_whole": "细则多出的 5 分不计入，这一项以 20 分为限，修订办法时改正。",
    "table_total": "细则多出的 5 分不计入，总分以 100 分为限，修订办法时改正。",
    "ground_needs_legal_basis": "这些情形县里没有启用，全部停用，不用于任何人。",
}


def take_over_books(administrator: User, township: Organisation) -> dict[str, RulebookVersion]:
    """Key → the version that the township's villages may use."""
    return {key: take_over_book(administrator, township, key) for key in KEYS}


def take_over_book(administrator: User, township: Organisation, key: str) -> RulebookVersion:
    draft = import_book(actor=administrator, owner=township, source=agreed(book_source(key)))
    accept_doubts(administrator, draft)
    return publish_draft(actor=administrator, rulebook_id=draft.rulebook_id, version=draft.version)


def agreed(source: str) -> str:
    """The shipped text with what the township said to it."""
    for title, weight in WEIGHTS.items():
        source = source.replace(f'title: "{title}"}}', f'title: "{title}", weight: {weight}}}')
    return PUNISHING.sub("", source.replace(OTHER_VILLAGE, "由村“五带头”"))


def accept_doubts(administrator: User, draft: RulebookDraft) -> None:
    found = sorted((one for one in check(draft.book) if one.severity == WARNING), key=lambda one: one.code)
    for code, findings in groupby(found, key=lambda one: one.code):
        told = {"actor": administrator, "rulebook_id": draft.rulebook_id, "reason": REASONS[code]}
        accept_findings(**told, findings=[finding_id(one) for one in findings])
