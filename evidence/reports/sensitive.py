"""Text that this product does not carry: following, grading, informing on or policing groups of people.

The one table of such terms. It marks talk about people, not a village's own work: settling disputes, an
education month, a box for complaints about the accounts all pass.
"""

import re
from dataclasses import dataclass

# Anything but the end of a sentence: two words of one pattern belong to one statement.
NEAR = r"[^。！？；]{0,8}"
PEOPLE = r"(?:人员|人口|人群|对象|人头|家属|亲属)"

TERMS: dict[str, tuple[str, ...]] = {
    "watch_list": (
        r"(?:重点|特殊|关注|稳控|管控|在控|列管)(?:人员|人口|人头|对象)",
        r"团结关爱人员|关爱人员及其|两面人|脱管|漏管|前科",
        r"刑满释放|刑释|解教|收教人员|社区矫正(?:人员|对象)|安置帮教|吸毒人员|戒毒人员|涉(?:恐|稳|邪)人员",
        r"黑名单",
    ),
    "tracking": (
        r"轨迹(?:化|管控|管理|排查|监测|跟踪|核查)|行踪",
        rf"{PEOPLE}{NEAR}(?:管控|盯防|盯人)|(?:管控|盯防|监视)(?:{PEOPLE}|[^。！？；]{{0,4}}(?:流动|外来|重点|特殊))",
        r"(?:流动|暂住|外来|流入)(?:人口|人员)[^。！？；]{0,6}(?:管理|管控|排查|摸排|清查|登记|底数)",
        rf"(?:摸排|排查|走访){NEAR}(?:思想动态|可疑)|掌握{NEAR}思想动态",
        r"四知四清|人脸识别|视频监控|监控(?:设备|探头|摄像|系统)|摄像头|门禁系统",
    ),
    "grading": (
        r"分类定等|分等定级|定等分级",
        rf"{PEOPLE}[^。！？；，,]{{0,4}}(?:分类|分级|定级|分色)(?:管理|管控|定级)",
        r"(?:放心|不放心|危险|可疑)(?:户|家庭|人员|对象)",
        r"政治(?:甄别|可靠程度)|思想甄别",
    ),
    "informing": (
        r"(?:检举|举报|线索)[^。！？；]{0,4}(?:奖励|悬赏|有奖)|(?:有奖|奖励|悬赏)[^。！？；]{0,4}(?:检举|举报)",
        r"检举揭发|扫黑除恶举报|告密|线人|耳目(?!一新)|眼线",
        r"人员信息员|(?:情报|治安|维稳|秘密|隐蔽)信息员",
        r"(?:反映|上报|报告|汇报|举报)(?:发现的(?:各类|各种)?信息|可疑|异常人员|身边[^。！？；]{0,4}(?:言行|动向))",
        rf"(?:监督|观察|留意){NEAR}(?:邻居|邻里|住户){NEAR}(?:言行|动向|动态)",
    ),
    "policing": (
        r"维稳|群防群控|防控网络|反恐",
        r"三股势力|敌对势力|反分裂|民族分裂|反渗透",
        r"影响稳定的事件|(?:巡逻|盘查|设卡|清查)[^。！？；]{0,6}(?:人员|住户|车辆)",
    ),
    "petition": (
        r"信访(?:人员|人|户|对象|老户|重点|积案)|上访|非访|缠访|闹访|越级访",
        r"(?:零|无|没有|未发生)[^。！？；]{0,4}信访",
    ),
    "belief": (
        r"去极端化|极端(?:思想|主义|化|势力)|蒙面罩袍",
        r"非法宗教|宗教(?:活动|场所|事务|人士|极端|渗透|管理)|信教|不参教|涉教|邪教|朝觐",
    ),
}
PATTERNS = [(kind, re.compile("|".join(terms))) for kind, terms in TERMS.items()]
# Spaces, line breaks, quotation marks and invisible signs must not hide a term.
IGNORED = re.compile(r"[\s\u200b-\u200f\u2060\ufeff\u00ad“”\"'‘’「」『』《》·*]")


@dataclass(frozen=True)
class Hit:
    """text[start:end] of the searched text is of this `kind` (a key of TERMS)."""

    start: int
    end: int
    kind: str
    text: str


def find_sensitive(text: str) -> list[Hit]:
    """Every passage of the kinds in TERMS, in order of place; empty when there is none."""
    places = [index for index, character in enumerate(text) if not IGNORED.match(character)]
    bare = "".join(text[index] for index in places)
    hits = []
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(bare):
            start, end = places[match.start()], places[match.end() - 1] + 1
            hits.append(Hit(start, end, kind, text[start:end]))
    return sorted(hits, key=lambda hit: (hit.start, hit.end, hit.kind))
