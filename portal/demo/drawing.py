"""Pictures for the demo, drawn from a seed: sky, hills, houses, a road. No photographs of anybody."""

import random
from pathlib import Path

from PIL import Image, ImageDraw

SIZE = (1600, 1200)  # of the drawing board
SAVED = (1200, 900)  # shrunk, edges are smooth
SKIES = ((206, 226, 240), (238, 226, 205), (214, 232, 220))
HILLS = ((108, 142, 110), (92, 128, 120), (134, 150, 96))
WALLS = ((244, 238, 226), (232, 214, 190), (250, 246, 240))
ROOFS = ((150, 62, 50), (96, 96, 104), (122, 74, 52))


def draw_picture(path: Path, seed: int) -> None:
    """A JPEG of 1200 × 900; the same seed draws the same picture."""
    rng = random.Random(seed)  # noqa: S311  a drawing, not a secret
    image = Image.new("RGB", SIZE, rng.choice(SKIES))
    draw = ImageDraw.Draw(image)
    _hills(draw, rng)
    draw.rectangle((0, 820, *SIZE), fill=(170, 184, 132))
    for column in range(rng.randint(3, 5)):
        _house(draw, rng, 120 + column * rng.randint(260, 330))
    draw.polygon([(640, 1200), (960, 1200), (840, 820), (780, 820)], fill=(200, 196, 188))
    for step in range(5):
        _lamp(draw, 180 + step * 300, 860 + step * 20)
    image.resize(SAVED, reducing_gap=2.0).save(path, "JPEG", quality=88)


def _hills(draw: ImageDraw.ImageDraw, rng: random.Random) -> None:
    for layer, colour in enumerate(HILLS):
        points = [(0, 830)]
        points += [(x, rng.randint(420, 620) + layer * 70) for x in range(0, SIZE[0] + 1, 200)]
        draw.polygon([*points, (SIZE[0], 830)], fill=colour)


def _house(draw: ImageDraw.ImageDraw, rng: random.Random, left: int) -> None:
    top, width = rng.randint(640, 720), rng.randint(180, 240)
    draw.rectangle((left, top, left + width, 860), fill=rng.choice(WALLS))
    roof = [(left - 20, top), (left + width + 20, top), (left + width // 2, top - 90)]
    draw.polygon(roof, fill=rng.choice(ROOFS))
    draw.rectangle((left + 30, top + 50, left + 80, top + 100), fill=(120, 160, 190))
    draw.rectangle((left + width - 80, top + 70, left + width - 30, 860), fill=(110, 84, 62))


def _lamp(draw: ImageDraw.ImageDraw, x: int, y: int) -> None:
    draw.line((x, y, x, y - 240), fill=(80, 80, 84), width=8)
    draw.ellipse((x - 18, y - 268, x + 18, y - 232), fill=(244, 214, 120))
