"""Invented places and people. The codes begin with 99, which no province has."""

from dataclasses import dataclass

COUNTY = ("990101000000", "青禾县")
TOWNSHIPS = {"990101101000": "云溪镇", "990101102000": "石桥乡"}


@dataclass(frozen=True)
class DemoVillage:
    """`state`: how far the demo takes this village's 2026 dossier."""

    code: str
    name: str
    township: str
    state: str


VILLAGES = (
    DemoVillage("990101101201", "柳湾村", "990101101000", "signed"),
    DemoVillage("990101101202", "松岭村", "990101101000", "filling"),
    DemoVillage("990101101203", "荷塘村", "990101101000", "submitted"),
    DemoVillage("990101101204", "竹园村", "990101101000", "returned"),
    DemoVillage("990101101205", "枫林村", "990101101000", "resubmitted"),
    DemoVillage("990101101206", "新渡村", "990101101000", "proposed"),
    DemoVillage("990101101207", "高坪村", "990101101000", "not_started"),
    DemoVillage("990101102201", "白鹭村", "990101102000", "filling"),
    DemoVillage("990101102202", "长桥村", "990101102000", "not_started"),
)

# (login, name, post, organisation's code)
PEOPLE = (
    ("wenshu", "林小满", "clerk", "990101101201"),
    ("shuji", "周远山", "secretary", "990101101201"),
    ("weiyuan", "何青苗", "member", "990101101201"),
    ("zuzhang", "梁知远", "panel", "990101101201"),
    ("fuzuzhang", "穆春生", "panel", "990101101201"),
    ("zuyuan", "柏映雪", "panel", "990101101201"),
    ("jipiao", "邹一禾", "counter", "990101101201"),
    ("fuhe", "阮星河", "counter", "990101101201"),
    ("wenshu2", "苏禾", "clerk", "990101101202"),
    ("shuji2", "陆一舟", "secretary", "990101101202"),
    ("weiyuan2", "简宁", "member", "990101101202"),
    ("zuzhang2", "宋听泉", "panel", "990101101202"),
    ("fuzuzhang2", "贺南山", "panel", "990101101202"),
    ("zuyuan2", "蓝秋水", "panel", "990101101202"),
    ("jipiao2", "尹小麦", "counter", "990101101202"),
    ("fuhe2", "盛晴川", "counter", "990101101202"),
    ("wenshu3", "程晚秋", "clerk", "990101101203"),
    ("shuji3", "方立夏", "secretary", "990101101203"),
    ("zuzhang3", "纪云开", "panel", "990101101203"),
    ("fuzuzhang3", "岳新雨", "panel", "990101101203"),
    ("zuyuan3", "夏荷风", "panel", "990101101203"),
    ("jipiao3", "俞小舟", "counter", "990101101203"),
    ("fuhe3", "温亦舟", "counter", "990101101203"),
    ("wenshu4", "叶知春", "clerk", "990101101204"),
    ("shuji4", "江同舟", "secretary", "990101101204"),
    ("wenshu5", "顾清野", "clerk", "990101101205"),
    ("shuji5", "沈望山", "secretary", "990101101205"),
    ("wenshu6", "唐小溪", "clerk", "990101101206"),
    ("shuji6", "任长河", "secretary", "990101101206"),
    ("wenshu7", "罗青", "clerk", "990101101207"),
    ("shuji7", "白杨", "secretary", "990101101207"),
    ("wenshu8", "文竹", "clerk", "990101102201"),
    ("shuji8", "石松", "secretary", "990101102201"),
    ("shenhe", "许明月", "reviewer", "990101101000"),
    ("shending", "秦正平", "approver", "990101101000"),
    ("guanli2", "卫长安", "administrator", "990101101000"),
    ("shenhe2", "邱云帆", "reviewer", "990101102000"),
    ("shending2", "乔一鸣", "approver", "990101102000"),
    ("shenji", "江澄", "auditor", "990101000000"),
    ("bianji", "黎墨", "editor", "990101000000"),
    ("guanli", "管平", "administrator", "990101000000"),
)
PASSWORD = "shixing-demo-2026"  # noqa: S105  printed at the start: the demo has no secrets
SHOWN_LOGINS = ("wenshu2", "shuji2", "wenshu4", "shenhe", "shending", "shenji", "guanli")
# What each of them can try with the five roles: README.md.
SHOWN_LOGINS += ("zuzhang2", "jipiao2", "shuji3", "shuji4", "wenshu", "guanli2")
