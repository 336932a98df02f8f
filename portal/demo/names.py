"""Who is rated in the demo: names that nobody chose, put together from two lists of different lengths."""

SURNAMES = "杜冯袁邓薛傅戴姜范金石姚谭廖邹熊孟邱侯龙"
GIVEN = (
    *("小河", "春耕", "栗", "晚晴", "一鸣", "木兰", "有粮", "新苗", "听雨", "望川", "谷", "立冬"),
    *("满仓", "知夏", "青山", "小雪", "向阳", "柳", "云起", "秋实", "稻香", "远帆", "晨"),
)
SERVICES = ("便民超市", "河边农家饭馆", "小巷理发店", "农资经营部")
GROUPS = ("一组", "二组")


def name(number: int) -> str:
    """Each once, up to 460."""
    return SURNAMES[number % len(SURNAMES)] + GIVEN[number % len(GIVEN)]


def people(first: int, count: int) -> list[list[str]]:
    """Rows of a list of people, one villagers' group after the other."""
    return [[name(first + n), GROUPS[n % len(GROUPS)]] for n in range(count)]


def households(first: int, count: int) -> list[list[str]]:
    return [[name(first + n), GROUPS[n % len(GROUPS)], f"{n + 1:03}"] for n in range(count)]


def services(village: str, count: int) -> list[list[str]]:
    return [[f"{village}{one}"] for one in SERVICES[:count]]
