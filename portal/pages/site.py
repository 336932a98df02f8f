"""The first tree of pages, in Chinese; editors change it afterwards."""

from django.conf import settings
from django.db import transaction
from wagtail.models import Locale, Page, Site

from portal.pages.editors import ensure_editors
from portal.pages.models import GuidePage, HomePage, NewsIndexPage

WELCOME = "<p>这里公布各村十星级创建的进展。页面上的内容都经村里填报、乡镇审核，并由另一人审定。</p>"
GUIDE = (
    "<h2>十颗星是什么</h2><p>一个村每年从十个方面整理材料，每个方面叫一颗星。做到了，乡镇授予这颗星。</p>"
    "<h2>一颗星怎么来</h2><ol><li>村里写清做了什么，附上照片、数据和记录。</li><li>书记检查后报送，报送以后不能再改。</li>"
    "<li>乡镇审核员逐星阅读，缺什么就退回并说明。</li><li>审核员提出建议，另一位审定人核对后签发。</li></ol>"
    "<h2>您能看到什么</h2><p>只有已经签发的内容会公开。各村按区划代码排列，不排名次。</p>"
    "<h2>发现不对怎么办</h2><p>请向村党支部或乡镇党委反映，写明是哪个村、哪颗星、哪一句话。</p>"
)


@transaction.atomic
def ensure_site() -> HomePage:
    """Root → home → guide and news; may run again, then it changes nothing."""
    found = HomePage.objects.first()
    if found:
        ensure_editors(found)
        return found
    Locale.objects.get_or_create(language_code=settings.LANGUAGE_CODE)
    root = Page.get_first_root_node() or Page.add_root(title="Root", slug="root")
    Site.objects.all().delete()
    for page in root.get_children():
        page.delete()
    root = Page.objects.get(pk=root.pk)
    home = root.add_child(instance=HomePage(title="首页", slug="home", body=WELCOME))
    home.add_child(instance=GuidePage(title="十星级创建是怎么回事", slug="guide", body=GUIDE))
    home.add_child(instance=NewsIndexPage(title="动态", slug="news"))
    ensure_editors(home)
    Site.objects.create(hostname="localhost", root_page=home, is_default_site=True, site_name="portal")
    return home
