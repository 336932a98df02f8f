"""Refusals of the list of subjects and of imports into it."""

from django.utils.translation import gettext_lazy as _

from stars.errors import BadInput, FourEyes, WrongState


class NoSuchCategory(BadInput):
    code = "no_such_category"
    message = _("The rulebook has no such category. Choose one of those that it has.")


class NameMissing(BadInput):
    code = "name_missing"
    message = _("The name is missing. Enter it.")


class HouseholdPlaceMissing(BadInput):
    code = "household_place_missing"
    message = _("A household is found by villagers' group and household number. Enter both.")


class NumberTaken(BadInput):
    code = "number_taken"

    def __init__(self, label: str):
        told = _("This household number is already that of %(label)s. Look up which of the two is right.")
        super().__init__(told % {"label": label})


class NamesakeHere(BadInput):
    code = "namesake_here"

    def __init__(self, label: str):
        told = _(
            "%(label)s is on the list already. If it is the same, nothing is to be done; if it is another one, enter "
            "a word that tells the two apart."
        )
        super().__init__(told % {"label": label})


class OwnOrganisationOnly(BadInput):
    code = "own_organisation_only"
    message = _("In this category the village's own organisation is rated; it is entered with one button.")


class OrganisationAlready(BadInput):
    code = "organisation_already"
    message = _("The village's organisation is on the list already.")


class PersonalNumber(BadInput):
    code = "personal_number"

    def __init__(self, found: str):
        told = _(
            "“%(found)s” looks like an ID, phone or card number. Such numbers are not kept here: take it out and leave "
            "the name alone."
        )
        super().__init__(told % {"found": found})


class NoLifetime(BadInput):
    code = "no_lifetime"
    message = _("The rulebook has no five stars for life in this category.")


class WrongHousehold(BadInput):
    code = "wrong_household"
    message = _("This household is not on the village's list. Choose one that is.")


class NotOfTheVillage(BadInput):
    code = "not_of_the_village"
    message = _("An account can be linked only if it holds a post in this village.")


class OwnLink(FourEyes):
    code = "own_link"
    message = _(
        "A round is under way, and this is your own: you do not take yourself or your household out of it. Ask "
        "the clerk or the secretary who is not concerned to do it."
    )


class LeftAlready(WrongState):
    code = "left_already"
    message = _("This subject was taken out already. Reload the page to see the list as it is.")


class ImportTaken(WrongState):
    code = "import_taken"
    message = _("This list was taken over already. Nothing was done a second time.")


class ImportUnanswered(BadInput):
    code = "import_unanswered"
    message = _(
        "Some rows have the name of somebody else. Say for each whether it is the same person or another one; "
        "your other answers are kept."
    )


class ImportChanged(BadInput):
    code = "import_changed"
    message = _(
        "The village's list has changed since this preview. Look again at what will happen, then confirm."
    )


class ImportEmpty(BadInput):
    code = "import_empty"
    message = _("Nothing in this list is new or changed, so there is nothing to take over.")


class ListRefused(BadInput):
    """`problems`: all that is wrong with a list, each with its place (stars.subject_problems has the words)."""

    code = "list_refused"
    message = _("Nothing was taken over: some rows are wrong. Mend them in the file and choose it again.")

    def __init__(self, problems):
        self.problems = problems
        super().__init__()
