"""The public page of the demo's signed village against a Django hello-world, in one process and one run.

    .venv/bin/python -m bench.public_page [--json]

Makes the demo in a temporary folder (about a minute), then calls the WSGI application directly: the village
page, hello-world behind the same middleware, and a bare hello-world without any. The three take turns, so that
whatever else the machine does slows them alike.
"""

import argparse
import gzip
import json
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import redirect_stdout

from django.core.handlers.wsgi import WSGIHandler
from django.core.management import call_command
from django.test import RequestFactory, override_settings

from bench.ground import stand_on

TURNS, REQUESTS, WARM = 10, 40, 20
Page = Callable[[], bytes]


def set_up(folder: str) -> None:
    """Settings as the portal runs with, DEBUG off, on a database and folders that are thrown away."""
    stand_on(folder)
    with redirect_stdout(sys.stderr):  # progress must not stand in the JSON
        call_command("prepare")


def page(application: WSGIHandler, address: str) -> Page:
    """One request as a server makes it, to the end of the answer."""
    environ = RequestFactory().get(address).environ

    def fetch() -> bytes:
        told: list[str] = []
        response = application(dict(environ), lambda status, headers: told.append(status))
        body = b"".join(response)
        response.close()
        if told != ["200 OK"]:
            raise SystemExit(f"{address} answered {told[0]}")
        return body

    return fetch


def pages() -> dict[str, Page]:
    from bench.public_urls import HELLO  # noqa: PLC0415  the portal's addresses need Django to be set up
    from evidence.models import Publication  # noqa: PLC0415

    signed = Publication.objects.select_related("village").order_by("-year", "pk").first()
    with override_settings(MIDDLEWARE=[]):
        bare = WSGIHandler()
    portal = WSGIHandler()
    return {
        "village": page(portal, f"/villages/{signed.village.code}/"),
        "hello": page(portal, HELLO),
        "bare_hello": page(bare, HELLO),
    }


def measure(found: dict[str, Page]) -> dict[str, float]:
    """Median milliseconds a request."""
    for fetch in found.values():
        for _ in range(WARM):
            fetch()
    times: dict[str, list[float]] = {name: [] for name in found}
    for _ in range(TURNS):
        for name, fetch in found.items():
            for _ in range(REQUESTS):
                start = time.perf_counter()
                fetch()
                times[name].append((time.perf_counter() - start) * 1000)
    return {name: statistics.median(values) for name, values in times.items()}


def run() -> dict:
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        set_up(folder)
        with override_settings(ROOT_URLCONF="bench.public_urls"):
            found = pages()
            body = found["village"]()
            medians = measure(found)
    return {
        "median_ms": {name: round(value, 2) for name, value in medians.items()},
        "requests_per_second": {name: round(1000 / value) for name, value in medians.items()},
        "ratio": round(medians["village"] / medians["hello"], 1),
        "ratio_bare": round(medians["village"] / medians["bare_hello"], 1),
        "page_bytes": len(body),
        "page_gzip_bytes": len(gzip.compress(body, 6)),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Public village page against hello-world.")
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    asked = parser.parse_args()
    result = run()
    if asked.json:
        print(json.dumps(result))
        return
    for name, value in result["median_ms"].items():
        print(f"{name:<12}{value:>8.2f} ms {result['requests_per_second'][name]:>7} requests/s")
    print(f"village page: {result['ratio']} × hello-world behind the same middleware,")
    print(f"              {result['ratio_bare']} × a bare hello-world;")
    print(f"              {result['page_bytes']} bytes, {result['page_gzip_bytes']} compressed")


if __name__ == "__main__":
    main()
