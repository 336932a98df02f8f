"""What people are told when a file is refused: in their language, and what to do about it."""

import re

import pytest
from django.utils import translation

from evidence.intake import report_text
from evidence.intake.faults import Fault
from evidence.intake.limits import TYPES
from evidence.intake.refusals import MESSAGES, Refused, refusing
from tests.test_layers import ROOT

PARAMS = {"size": 201, "limit": 25, "side": 12_000, "found": "PNG", "expected": ".png"}
PARAMS |= {"row": 7, "cell": "B3", "cells": "A1:B1", "first": "名单", "others": "去年"}
TOLD = {
    "too_big": ("201", "25"),
    "too_many_pixels": ("12000",),
    "extension_mismatch": ("PNG", ".png"),
    "table_quote": ("7",),
    "table_merged": ("A1:B1",),
    "table_formula": ("B3",),
    "table_sheets": ("名单", "去年"),
    "table_too_long": ("7", "25"),
    "table_too_wide": ("7", "25"),
}
RAISED = re.compile(r'Fault\(\s*"(\w+)"')


def codes_in_the_gate() -> set[str]:
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "evidence" / "intake").glob("*.py")]
    return {code for source in sources for code in RAISED.findall(source)} | set(report_text.CODES.values())


@pytest.mark.parametrize("code", MESSAGES)
def test_refusal_says_in_chinese_what_to_do(code):
    with translation.override("zh-hans"):
        message = str(Refused(code, **PARAMS).message)
    with translation.override("en"):
        english = str(Refused(code, **PARAMS).message)

    assert re.search(r"[一-龥].*请", message)
    assert message != english
    assert not re.search(r"%\(|None|\{", message)


def test_every_refusal_of_the_gate_has_its_message():
    first_bytes_say = {"heic", "svg", "unknown_type"}

    assert codes_in_the_gate() | first_bytes_say == set(MESSAGES)


@pytest.mark.parametrize("code", TOLD)
def test_refusal_names_the_figures_that_matter(code):
    assert [word for word in TOLD[code] if word not in str(Refused(code, **PARAMS).message)] == []


def test_fault_becomes_the_refusal_that_callers_know():
    with pytest.raises(Refused) as caught, refusing():
        raise Fault("extension_mismatch", found="Word", expected=".docx")

    assert (caught.value.code, caught.value.params) == (
        "extension_mismatch",
        {"found": "Word", "expected": ".docx"},
    )


def test_fault_without_a_message_is_still_a_refusal():
    assert Refused("invented").code == "checker_failed"


def test_list_of_kinds_in_the_message_is_the_list_of_kinds():
    with translation.override("en"):
        message = str(Refused("unknown_type").message)

    missing = [kind.kind for kind in TYPES.values() if kind.kind not in message.lower()]
    assert missing == []
