"""Codes: enough bits, readable, and the same however they are typed."""

import re

import pytest

from stars.codes import ALPHABET, CHARACTERS, code_digest, new_code, number_of, numbered_code


def test_code_holds_eighty_bits_and_no_letter_that_is_mistaken():
    assert len(ALPHABET) ** CHARACTERS == 2**80
    assert not set("0O1I") & set(ALPHABET)
    assert re.fullmatch(rf"(?:[{ALPHABET}]{{4}}-){{3}}[{ALPHABET}]{{4}}", new_code())


def test_codes_differ():
    assert len({new_code() for _ in range(500)}) == 500


TYPED = [
    "abcl-2345-wxyz-6789",
    "ABCL 2345 WXYZ 6789",
    "abc12345wxyz6789",
    "ＡＢＣＬ－２３４５－ＷＸＹＺ－６７８９",
    " ABCI—2345—WXYZ—6789\n",
]


@pytest.mark.parametrize("typed", TYPED)
def test_digest_is_the_same_however_the_code_is_typed(typed):
    assert code_digest(typed) == code_digest("ABCL-2345-WXYZ-6789")


def test_digest_tells_two_codes_apart():
    assert code_digest("ABCL-2345-WXYZ-6789") != code_digest("ABCL-2345-WXYZ-6788")


@pytest.mark.parametrize("number", [0, 1, 31, 32, 12345, 2**55])
def test_numbered_code_says_its_number_however_it_is_typed(number):
    code = numbered_code(number)

    assert number_of(code) == number_of(code.lower().replace("-", " ")) == number


@pytest.mark.parametrize(
    "typed", ["", "abc", "ABCL-2345-WXYZ-6789", "ABCL-2345-WXYZ-6789-0", "A" * 40, "票" * 20]
)
def test_code_without_a_number_has_none(typed):
    assert number_of(typed) is None
