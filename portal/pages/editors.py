"""What editors may do in Wagtail's admin: one group with rights over the pages and the articles' pictures.

Who is an editor is a matter of the post alone (stars.access.can_enter_cms): whoever it lets through the door joins
the group there; for anybody else the whole admin does not exist, whatever groups the account is in.
"""

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

EDITORS = "editors"
ON_PAGES = ("add_page", "change_page", "publish_page")
ON_PICTURES = ("add_image", "change_image", "choose_image")


def ensure_editors(home: Page) -> Group:
    """The group with its rights from the home page down; may run again, then it changes nothing."""
    group, _made = Group.objects.get_or_create(name=EDITORS)
    for permission in Permission.objects.filter(content_type__app_label="wagtailcore", codename__in=ON_PAGES):
        GroupPagePermission.objects.get_or_create(group=group, page=home.page_ptr, permission=permission)
    collection = Collection.get_first_root_node() or Collection.add_root(name="Root")
    for permission in Permission.objects.filter(
        content_type__app_label="wagtailimages", codename__in=ON_PICTURES
    ):
        GroupCollectionPermission.objects.get_or_create(
            group=group, collection=collection, permission=permission
        )
    return group


def join_editors(user) -> None:
    if not user.groups.filter(name=EDITORS).exists():
        user.groups.add(Group.objects.get_or_create(name=EDITORS)[0])
