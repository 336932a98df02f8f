"""Loading rulebooks: shipped ones by key, others by path or text."""

import hashlib
from pathlib import Path

from stars.rules.book import Book
from stars.rules.errors import BookError
from stars.rules.schema import BOOK
from stars.rules.yaml_tree import read_tree

SHIPPED = Path(__file__).resolve().parents[1] / "rulebooks"


def available_books() -> tuple[str, ...]:
    """Keys of the shipped rulebooks, in order."""
    return tuple(sorted(path.stem for path in SHIPPED.glob("*.yaml")))


def book_source(key: str) -> str:
    """The text of a shipped rulebook; KeyError if there is none of this key."""
    if key not in available_books():
        raise KeyError(key)
    return (SHIPPED / f"{key}.yaml").read_text(encoding="utf-8")


def book_digest(text: str) -> str:
    """SHA-256 of the text's bytes in UTF-8, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def parse_book(text: str, name: str) -> Book:
    """The rulebook in `text`; `name` is what errors call the file. Raises BookError."""
    book: Book = BOOK(read_tree(text, name), name, "")
    return book


def load_book(key_or_path: str | Path) -> Book:
    """A shipped rulebook by key, or any file by path."""
    if isinstance(key_or_path, str) and key_or_path in available_books():
        return parse_book(book_source(key_or_path), f"{key_or_path}.yaml")
    path = Path(key_or_path)
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise BookError(str(path), 1, "", "cannot_be_read", error.strerror or "") from error
    except UnicodeDecodeError as error:
        raise BookError(str(path), 1, "", "not_utf8") from error
    return parse_book(text, path.name)
