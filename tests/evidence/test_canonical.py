"""Digests over salted commitments: one change shows, one erasure does not break them."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from evidence.canonical import (
    commitments_of,
    digest_from_commitments,
    digest_of,
    flatten,
    new_salt,
)
from stars.digests import canonical_json

CONTENT = {
    "sections": {"tidy": {"narrative": "修路", "figures": [], "evidence": [{"id": 1}]}},
    "stars": ["tidy"],
}
LEAVES = st.one_of(st.text(max_size=5), st.integers(), st.booleans(), st.none())
TREES = st.dictionaries(
    st.text(max_size=4),
    st.recursive(
        LEAVES,
        lambda child: st.lists(child, max_size=3) | st.dictionaries(st.text(max_size=4), child, max_size=3),
        max_leaves=8,
    ),
    min_size=1,
    max_size=4,
)


def salts_for(content) -> dict[str, str]:
    return {path: new_salt() for path, _value in flatten(content)}


def test_keys_are_sorted_and_chinese_stays():
    assert canonical_json({"b": 1, "a": "村"}) == '{"a":"村","b":1}'.encode()


@pytest.mark.parametrize("value", [1.5, {"a": 2.0}, {1: "a"}, [object()]])
def test_value_without_canonical_form_is_refused(value):
    with pytest.raises(TypeError):
        canonical_json(value)


def test_empty_list_is_a_leaf():
    assert ("sections/tidy/figures", []) in flatten(CONTENT)


def test_digest_changes_with_one_word():
    salts = salts_for(CONTENT)
    changed = {**CONTENT, "sections": {"tidy": {**CONTENT["sections"]["tidy"], "narrative": "修桥"}}}

    assert digest_of(CONTENT, salts) != digest_of(changed, salts)


def test_digest_without_a_salt_is_refused():
    with pytest.raises(KeyError):
        digest_of(CONTENT, {})


def test_digest_survives_the_erasure_of_a_value():
    salts = salts_for(CONTENT)

    kept = commitments_of(CONTENT, salts)

    assert digest_from_commitments(kept) == digest_of(CONTENT, salts)


@given(TREES)
@example({"0": None, "": [""]})
def test_paths_of_leaves_are_unique(content):
    paths = [path for path, _value in flatten(content)]

    assert len(paths) == len(set(paths))
