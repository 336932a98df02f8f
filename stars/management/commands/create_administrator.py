"""`manage.py create_administrator LOGIN NAME --county CODE`: the first administrator of an installation."""

import getpass
import os

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError

from stars.errors import Refusal
from stars.models import Organisation, Post
from stars.services.people import create_account_with_post


class Command(BaseCommand):
    help = "Create an administrator. The password is asked for, or read from ADMINISTRATOR_PASSWORD."

    def add_arguments(self, parser):
        parser.add_argument("login")
        parser.add_argument("name")
        parser.add_argument("--county", required=True, help="division code, 12 digits")

    def handle(self, *, login, name, county, **options):
        organisation = Organisation.objects.filter(code=county, valid_to=None).first()
        if organisation is None:
            raise CommandError(f"No organisation has the code {county}. Import organisations first.")
        password = os.environ.get("ADMINISTRATOR_PASSWORD") or getpass.getpass("Password: ")
        try:
            create_account_with_post(
                username=login,
                name=name,
                password=password,
                organisation=organisation,
                post=Post.ADMINISTRATOR,
            )
        except ValidationError as error:
            raise CommandError(" ".join(error.messages)) from error
        except Refusal as error:
            raise CommandError(str(error)) from error
        self.stdout.write(f"{name} may now sign in as {login}.")
