"""The portal's addresses and, beside them, the smallest view that Django can serve."""

from django.http import HttpResponse
from django.urls import path

from portal.urls import urlpatterns as portal_addresses

HELLO = "/hello/"


def hello(request):
    return HttpResponse("Hello, world")


urlpatterns = [path(HELLO.lstrip("/"), hello), *portal_addresses]
