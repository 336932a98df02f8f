"""What editors may do in Wagtail's admin: one group with rights over the pages.

No right over pictures: no page shows any, and Wagtail would keep them public with the place where they were taken.

Who is an editor is a matter of the post alone (stars.access.can_enter_cms): whoever it lets through the door joins
the group there; for anybody else the whole admin does not exist, whatever groups the account is in.
"""

from django.contrib.auth.models import Group, Permission
from wagtail.models import GroupPagePermission, Page

EDITORS = "editors"
ON_PAGES = ("add_page", "change_page", "publish_page")


def ensure_editors(home: Page) -> Group:
    """The group with its rights from the home page down; may run again, then it changes nothing."""
    group, _made = Group.objects.get_or_create(name=EDITORS)
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=ON_PAGES):
        GroupPagePermission.objects.get_or_create(group=group, page=home.page_ptr, permission=permission)
    return group


def join_editors(user) -> None:
    if not user.groups.filter(name=EDITORS).exists():
        user.groups.add(Group.objects.get_or_create(name=EDITORS)[0])
