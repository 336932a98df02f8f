"""`manage.py demo`: fill an empty database with the invented county; `--logins` prints who may sign in."""

from django.core.management.base import BaseCommand, CommandError

from portal.demo.build import build_demo, is_empty
from portal.demo.places import PASSWORD, PEOPLE, SHOWN_LOGINS
from stars.models import Organisation, Post, User


class Command(BaseCommand):
    help = "Make the demo in an empty database, or list its logins."

    def add_arguments(self, parser):
        parser.add_argument("--logins", action="store_true")

    def handle(self, *, logins, **options):
        if logins:
            return self.show_logins()
        if not is_empty():
            raise CommandError(
                "The database already holds organisations or accounts; the demo is for an empty one."
            )
        build_demo(self.stdout.write)
        return self.show_logins()

    def show_logins(self) -> None:
        if not User.objects.filter(username__in=SHOWN_LOGINS).exists():
            return
        names = dict(Organisation.objects.values_list("code", "name"))
        for login, name, post, code in PEOPLE:
            if login in SHOWN_LOGINS:
                self.stdout.write(
                    f"  {login:<10}{PASSWORD:<20}{Post(post).label} · {names.get(code, '')} · {name}"
                )
