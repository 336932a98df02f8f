"""What may come in, how large, and what checking it may cost."""

from dataclasses import dataclass

MB = 1024 * 1024


@dataclass(frozen=True)
class FileType:
    """One kind of file. `extensions` without dot, the usual one first; `max_bytes` of the file received."""

    kind: str
    label: str
    media_type: str
    extensions: tuple[str, ...]
    max_bytes: int
    task: str


@dataclass(frozen=True)
class Budget:
    """What one child may use: CPU and wall seconds, bytes of memory, bytes of each file it writes."""

    cpu_seconds: int
    wall_seconds: int
    memory: int
    file_bytes: int = 50 * MB
    open_files: int = 64


OOXML = "application/vnd.openxmlformats-officedocument."
TYPES = {
    kind.kind: kind
    for kind in (
        FileType("jpeg", "JPEG", "image/jpeg", ("jpg", "jpeg"), 25 * MB, "images"),
        FileType("png", "PNG", "image/png", ("png",), 25 * MB, "images"),
        FileType("webp", "WebP", "image/webp", ("webp",), 25 * MB, "images"),
        FileType("pdf", "PDF", "application/pdf", ("pdf",), 50 * MB, "pdf"),
        FileType("docx", "Word", OOXML + "wordprocessingml.document", ("docx",), 50 * MB, "office"),
        FileType("xlsx", "Excel", OOXML + "spreadsheetml.sheet", ("xlsx",), 50 * MB, "office"),
    )
}
BY_EXTENSION = {extension: kind for kind in TYPES.values() for extension in kind.extensions}
LARGEST = max(kind.max_bytes for kind in TYPES.values())

# Task -> the module whose run(request) does it; the child imports no other.
TASKS = {
    "images": "evidence.intake.images",
    "pdf": "evidence.intake.pdf",
    "office": "evidence.intake.office",
    "report_text": "evidence.intake.report_text",
    "table": "evidence.intake.tables",
}
BUDGETS = {
    "images": Budget(cpu_seconds=15, wall_seconds=45, memory=1024 * MB),
    "pdf": Budget(cpu_seconds=20, wall_seconds=60, memory=1024 * MB),
    "office": Budget(cpu_seconds=20, wall_seconds=60, memory=512 * MB),
    "report_text": Budget(cpu_seconds=30, wall_seconds=90, memory=1024 * MB),
    "table": Budget(cpu_seconds=30, wall_seconds=90, memory=1024 * MB),
}

MAX_PIXELS = 50_000_000
MAX_SIDE = 12_000
MAX_SCANS = 50
LONG_SIDES = (1600, 800, 400)
WEBP_QUALITY = 78
WEBP_METHOD = 4

MAX_MEMBERS = 2_000
MAX_UNPACKED = 200 * MB
MAX_RATIO = 100
# Small sheets of one repeated value pack better than any photo: the ratio is looked at only above this.
RATIO_FROM = 10 * MB

# Lists that are read and not kept. Rows and columns as a spreadsheet counts them, text in characters of all cells.
TABLE_EXTENSIONS = ("xlsx", "csv")
MAX_TABLE_BYTES = 10 * MB
MAX_TABLE_ROWS = 10_000
MAX_TABLE_COLUMNS = 60
MAX_TABLE_TEXT = 5_000_000
TABLE_FILE = "table.json"

MAX_ANSWER = 16 * MB
