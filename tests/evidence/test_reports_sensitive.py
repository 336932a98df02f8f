"""What counts as following, grading, informing on or policing people, and what is ordinary work."""

import pytest

from evidence.reports.sensitive import find_sensitive


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("对重点人员建立名册", "watch_list"),
        ("掌握刑满释放情况", "watch_list"),
        ("流动人口登记管理", "tracking"),
        ("轨迹化管理", "tracking"),
        ("安装监控设备", "tracking"),
        ("按分类定等走访", "grading"),
        ("设立举报奖励", "informing"),
        ("实行有奖举报", "informing"),
        ("群防群控", "policing"),
        ("信访人员", "petition"),
        ("实现零上访", "petition"),
        ("开展去极端化宣讲", "belief"),
        ("宗教活动管理", "belief"),
    ],
)
def test_sensitive_text_is_found_with_its_kind(text, kind):
    assert [hit.kind for hit in find_sensitive(text)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "开展民族团结教育月活动",
        "调解纠纷15起，双方满意",
        "结对子、交朋友、认亲戚",
        "设立意见箱和监督举报电话，村民对账目可以随时反映问题",
        "气象信息员及时上报雨情",
        "垃圾分类管理、疫情防控、风险管控",
        "对发展对象跟踪培养，党员分类管理",
        "平安家庭创建，防汛应急队20人",
        "村务监督委员会监督财务",
        "走访慰问困难群众、留守儿童",
        "面貌令人耳目一新",
        "信访接待日安排在每周一，答复村民意见",
        "反映村民意愿，报告工作情况",
    ],
)
def test_ordinary_work_passes(text):
    assert find_sensitive(text) == []


def test_hit_points_at_the_original_text_despite_spaces_and_quotes():
    text = "做好“信访” 人\n员工作"
    (hit,) = find_sensitive(text)
    assert (text[hit.start : hit.end], hit.text) == ("信访” 人\n员", "信访” 人\n员")
