"""Rights in the editors' admin come from the post."""

from django.contrib.auth.backends import ModelBackend

from stars.access import can_enter_cms


class PostBackend(ModelBackend):
    """Passwords as Django keeps them; the admin's door opens only for editors and administrators."""

    def has_perm(self, user_obj, perm, obj=None):
        if perm == "wagtailadmin.access_admin":
            return can_enter_cms(user_obj)
        return super().has_perm(user_obj, perm, obj)
