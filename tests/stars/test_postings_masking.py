"""How names look in public."""

import pytest

from stars.masking import mask_name, mask_subject
from stars.models import Subject


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("张三", "张*"),
        ("张小三", "张*三"),
        ("张　三", "张*"),
        ("欧阳修文", "欧**文"),
        ("李小明家", "李**家"),
        ("阿依古丽·买买提", "阿*·买*"),
        ("阿依古丽•买买提", "阿*·买*"),
        ("阿·买", "阿*·买*"),
        ("·张三", "张*"),
        ("𠮷田", "𠮷*"),
        ("葛\U000e0100文", "葛*"),
        ("张", "*"),
        ("", "*"),
    ],
)
def test_name_keeps_its_first_character_and_its_last_from_three_on(name, masked):
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("kind", "shown"),
    [("person", "王*店"), ("household", "王*店"), ("business", "王记店"), ("organisation", "王记店")],
)
def test_only_people_and_households_are_masked(kind, shown):
    assert mask_subject(Subject(kind=kind, name="王记店")) == shown
