"""What is written and published: home, guide and news. Villages are plain rows, never pages."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField
from wagtail.models import Page

from evidence.queries.public import townships_with_progress

FEATURES = ["h2", "h3", "bold", "ol", "ul", "link"]
BODY = [*Page.content_panels, FieldPanel("body")]


class PublicPage(Page):
    """Open to everybody: the public space has no session, so a page that asks for a login could not be served."""

    private_page_options = []
    # Address and search texts are made from the title: an empty field behind a second tab only stops people.
    promote_panels = []

    class Meta:
        abstract = True


class HomePage(PublicPage):
    body = RichTextField(_("introduction"), blank=True, features=FEATURES)
    content_panels = BODY
    template = "pages/home.html"
    parent_page_types = ["wagtailcore.Page"]
    max_count = 1

    class Meta:
        verbose_name = _("home page")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["townships"] = townships_with_progress()
        context["news"] = NewsPage.objects.live().order_by("-first_published_at")[:5]
        return context


class GuidePage(PublicPage):
    body = RichTextField(_("text"), features=FEATURES)
    content_panels = BODY
    template = "pages/guide.html"
    parent_page_types = ["pages.HomePage", "pages.GuidePage"]
    subpage_types = ["pages.GuidePage"]

    class Meta:
        verbose_name = _("guide page")


class NewsIndexPage(PublicPage):
    template = "pages/news_index.html"
    parent_page_types = ["pages.HomePage"]
    subpage_types = ["pages.NewsPage"]
    max_count = 1

    class Meta:
        verbose_name = _("list of news")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["news"] = NewsPage.objects.live().child_of(self).order_by("-first_published_at")[:50]
        return context


class NewsPage(PublicPage):
    summary = models.CharField(_("summary"), max_length=200, blank=True)
    body = RichTextField(_("text"), features=FEATURES)
    content_panels = [*Page.content_panels, FieldPanel("summary"), FieldPanel("body")]
    template = "pages/news.html"
    parent_page_types = ["pages.NewsIndexPage"]
    subpage_types = []

    class Meta:
        verbose_name = _("news")
