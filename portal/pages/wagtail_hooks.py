"""What editors do not need is not shown to them."""

from wagtail import hooks

HIDDEN = {"documents", "images", "reports", "help"}  # articles are words: what is not shown cannot leak


@hooks.register("construct_main_menu")
def hide_what_nobody_needs(request, menu_items):
    menu_items[:] = [item for item in menu_items if item.name not in HIDDEN]
