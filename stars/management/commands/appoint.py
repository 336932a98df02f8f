"""`manage.py appoint LOGIN POST CODE [--name NAME]`: give a post, making the account if a name is given."""

import getpass
import os

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from stars.errors import Refusal
from stars.models import Organisation, Post, User
from stars.services.people import appoint, create_account


class Command(BaseCommand):
    help = "Give a person a post. With --name a new account is made; its password is asked for, or read from \
ACCOUNT_PASSWORD."

    def add_arguments(self, parser):
        parser.add_argument("login")
        parser.add_argument("post", choices=Post.values)
        parser.add_argument("code", help="division code of the organisation, 12 digits")
        parser.add_argument("--name")

    def handle(self, *, login, post, code, name, **options):
        organisation = Organisation.objects.filter(code=code, valid_to=None).first()
        if organisation is None:
            raise CommandError(f"No organisation has the code {code}.")
        try:
            user = self.account(login, name)
            appoint(user=user, organisation=organisation, post=post)
        except (Refusal, ValidationError) as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{user} now holds {post} at {organisation}.")

    def account(self, login, name):
        if not name:
            user = User.objects.filter(username=login).first()
            if user is None:
                raise CommandError(f"There is no account {login}. Give --name to make it.")
            return user
        password = os.environ.get("ACCOUNT_PASSWORD") or getpass.getpass("Password: ")
        return create_account(username=login, name=name, password=password)
