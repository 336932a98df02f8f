"""What the checks raise. Free of Django, because the checking child raises it too."""


class Fault(Exception):
    """A file may not come in: a stable `code` and plain `params` for the message."""

    def __init__(self, code: str, **params: str | int):
        super().__init__(code)
        self.code = code
        self.params = params
