"""Codes: enough bits, readable, and the same however they are typed."""

import re

import pytest

from stars.codes import ALPHABET, CHARACTERS, code_digest, new_code


def test_code_holds_eighty_bits_and_no_letter_that_is_mistaken():
    assert len(ALPHABET) ** CHARACTERS == 2**80
    assert not set("0O1I") & set(ALPHABET)
    assert re.fullmatch(rf"(?:[{ALPHABET}]{{4}}-){{3}}[{ALPHABET}]{{4}}", new_code())


def test_codes_differ():
    assert len({new_code() for _ in range(500)}) == 500


@pytest.mark.parametrize(
    "typed",
    [
        "abcl-2345-wxyz-6789",
        "ABCL 2345 WXYZ 6789",
        "abc12345wxyz6789",
        "ＡＢＣＬ－２３４５－ＷＸＹＺ－６７８９",
        " ABCI—2345—WXYZ—6789\n",
    ],
)
def test_digest_is_the_same_however_the_code_is_typed(typed):
    assert code_digest(typed) == code_digest("ABCL-2345-WXYZ-6789")


def test_digest_tells_two_codes_apart():
    assert code_digest("ABCL-2345-WXYZ-6789") != code_digest("ABCL-2345-WXYZ-6788")
