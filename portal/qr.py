"""QR codes for slips, cards and postings, drawn into the page: nothing is fetched and no script is needed."""

import segno
from django.utils.html import format_html
from django.utils.safestring import SafeString

# Free space around the code, in modules; scanners need four. A module is so many pixels unless the page's CSS says more.
QUIET, PIXELS = 4, 4


def qr_svg(text: str, *, label: str) -> SafeString:
    """An inline <svg class="qr"> with `label` as its name for those who do not see it. Black on white in every theme;
    level M bears a crease or a stain on paper."""
    code = segno.make(text, error="m", micro=False, boost_error=False, encoding="utf-8")
    side = code.symbol_size(border=QUIET)[0]
    return format_html(
        '<svg class="qr" role="img" viewBox="0 0 {side} {side}" width="{size}" height="{size}"'
        ' shape-rendering="crispEdges"><title>{label}</title>'
        '<path fill="#fff" d="M0 0h{side}v{side}H0z"/><path fill="#000" d="{dark}"/></svg>',
        side=side,
        size=side * PIXELS,
        label=label,
        dark=dark_runs(code),
    )


def dark_runs(code: segno.QRCode) -> str:
    """One rectangle for each run of dark modules in a row, as the path of an SVG."""
    runs = []
    for y, row in enumerate(code.matrix_iter(border=QUIET)):
        start = None
        for x, dark in enumerate([*row, 0]):
            if dark and start is None:
                start = x
            elif not dark and start is not None:
                runs.append(f"M{start} {y}h{x - start}v1h-{x - start}z")
                start = None
    return "".join(runs)
