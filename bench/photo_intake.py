"""A 12-megapixel photo through the whole gate against plain decode and encode of the same photo.

    .venv/bin/python -m bench.photo_intake [--json] [--runs 7]

The gate checks, stores the original, makes and stores three copies, and writes the rows, as an upload does;
plain is Pillow opening the photo and saving it once, whole, as JPEG. Counted is CPU time of this process and
of its children, in turns, so that whatever else the machine does slows both alike. The photo is drawn here.
"""

import argparse
import io
import json
import random
import resource
import statistics
import tempfile
from collections.abc import Callable
from pathlib import Path

from django.core.management import call_command
from PIL import ExifTags, Image, ImageChops, ImageFilter

from bench.ground import stand_on

SIZE = (4000, 3000)
RUNS = 7
# Grain of a sensor, leaves and gravel, walls, and the light over the whole scene: pixels a grain, strength.
OCTAVES = ((1, 14), (3, 24), (12, 36), (90, 40), (600, 60))


def set_up(folder: str) -> None:
    """Settings as the portal runs with, on a database and folders that are thrown away."""
    stand_on(folder)
    call_command("migrate", "evidence", verbosity=0)


def draw_photo(size: tuple[int, int] = SIZE) -> bytes:
    """A JPEG as a phone writes it: grain and texture at every scale, 4:2:0, turned by its EXIF, with a place."""
    planes = [_plane(size) for _ in range(3)]
    # Real colours hardly differ from pixel to pixel, brightness does: colour planes without the fine grain.
    picture = Image.merge("YCbCr", [planes[0], *(_soft(plane) for plane in planes[1:])])
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6
    exif.get_ifd(ExifTags.IFD.Exif)[ExifTags.Base.DateTimeOriginal] = "2026:05:01 09:30:00"
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitude] = (35.0, 40.0, 10.0)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=88, subsampling="4:2:0", exif=exif)
    return out.getvalue()


def _plane(size: tuple[int, int]) -> Image.Image:
    plane = Image.new("L", size, 128)
    for grain, strength in OCTAVES:
        small = (max(2, size[0] // grain), max(2, size[1] // grain))
        noise = Image.effect_noise(small, strength).resize(size, Image.Resampling.BICUBIC)
        plane = ImageChops.add(plane, noise, offset=-128)
    return plane


def _soft(plane: Image.Image) -> Image.Image:
    return plane.filter(ImageFilter.BoxBlur(6)).point(lambda value: 128 + (value - 128) // 2)


def cpu_seconds(step: Callable[[], None]) -> float:
    def spent() -> float:
        kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, kinds))

    before = spent()
    step()
    return spent() - before


def whole_gate(photo: bytes, folder: Path) -> Callable[[], None]:
    from evidence.services.taking_in import take_in  # noqa: PLC0415  models need Django to be set up

    received = folder / "received"

    def step() -> None:
        # What follows the end of a picture is ignored, but makes other bytes: nothing is known already.
        received.write_bytes(photo + random.randbytes(16))
        _examined, stored = take_in(received, "照片.jpg")
        if stored.derivatives.count() != 3:
            raise SystemExit("the gate did not make three copies")

    return step


def plain(photo: bytes) -> Callable[[], None]:
    def step() -> None:
        with Image.open(io.BytesIO(photo)) as picture:
            picture.save(io.BytesIO(), "JPEG", quality=88)

    return step


def run(runs: int = RUNS) -> dict:
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as folder:
        set_up(folder)
        photo = draw_photo()
        steps = {"gate": whole_gate(photo, Path(folder)), "plain": plain(photo)}
        for step in steps.values():
            step()
        spent: dict[str, list[float]] = {name: [] for name in steps}
        for _ in range(runs):
            for name, step in steps.items():
                spent[name].append(cpu_seconds(step))
    medians = {name: statistics.median(values) for name, values in spent.items()}
    return {
        "photo_bytes": len(photo),
        "pixels": SIZE[0] * SIZE[1],
        "median_cpu_seconds": {name: round(value, 3) for name, value in medians.items()},
        "worst_cpu_seconds": {name: round(max(values), 3) for name, values in spent.items()},
        "ratio": round(medians["gate"] / medians["plain"], 2),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="Photo intake against plain decode and encode.")
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    parser.add_argument("--runs", type=int, default=RUNS)
    asked = parser.parse_args()
    result = run(asked.runs)
    if asked.json:
        print(json.dumps(result))
        return
    megapixels, megabytes = result["pixels"] / 1e6, result["photo_bytes"] / 1e6
    print(f"photo of {megapixels:.0f} megapixels, {megabytes:.1f} MB; median and worst of {asked.runs} runs")
    for name, value in result["median_cpu_seconds"].items():
        print(f"{name:<8}{value:>8.3f} s CPU {result['worst_cpu_seconds'][name]:>8.3f} s")
    print(f"whole gate: {result['ratio']} × plain decode and encode")


if __name__ == "__main__":
    main()
