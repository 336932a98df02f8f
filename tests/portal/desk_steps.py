"""What an approver does at the desk, and what the page says then."""

from django.urls import reverse

from tests.making import PASSWORD, make_person


def said(response) -> list[str]:
    return [str(message) for message in response.context["messages"]]


def post(client, user, dossier, name="sign", **fields):
    client.force_login(user)
    return client.post(reverse(name, args=[dossier.pk]), fields, follow=True)


def sign(client, user, dossier, proposal, **fields):
    return post(client, user, dossier, **({"digest": proposal.digest, "password": PASSWORD} | fields))


def see(client, user, dossier, name="sign"):
    client.force_login(user)
    return client.get(reverse(name, args=[dossier.pk]), follow=True)


def second_approver(world):
    return make_person("approver2", "approver", world.township)
