"""What is wrong in a rulebook's file, and where."""


class BookError(ValueError):
    """`line` counts from 1; `key` is the key at fault, empty where there is none."""

    def __init__(self, file: str, line: int, key: str, message: str):
        self.file, self.line, self.key, self.message = file, line, key, message
        super().__init__(f"{file}, line {line}, {key or 'document'}: {message}")
