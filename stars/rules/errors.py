"""What is wrong in a rulebook's file, and where."""


class BookError(ValueError):
    """`line` counts from 1; `key` is the key at fault, empty where there is none; `code` is stable; `found`
    is what stands there, or what is expected instead."""

    def __init__(self, file: str, line: int, key: str, code: str, found: str = ""):
        self.file, self.line, self.key, self.code, self.found = file, line, key, code, found
        super().__init__(f"{file}, line {line}, {key or 'document'}: {code} {found}".rstrip())
