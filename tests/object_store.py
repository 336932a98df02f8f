"""A small object store that speaks as much S3 as ours needs; it refuses requests that are not signed."""

import hashlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_PUT(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        if self.refused():
            return
        self.server.files[self.path.split("?")[0]] = body
        self.answer(200, etag=body)

    def do_GET(self):
        if self.refused():
            return
        body = self.server.files.get(self.path.split("?")[0])
        self.answer(404 if body is None else 200, body or b"", etag=body)

    do_HEAD = do_GET

    def refused(self) -> bool:
        if self.headers.get("Authorization", "").startswith("AWS4-HMAC-SHA256 Credential=reader/"):
            return False
        self.answer(403)
        return True

    def answer(self, status: int, body: bytes = b"", etag: bytes | None = None) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if etag is not None:
            self.send_header("ETag", f'"{hashlib.md5(etag, usedforsecurity=False).hexdigest()}"')
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def log_message(self, *words):
        pass


@contextmanager
def object_store() -> Iterator[ThreadingHTTPServer]:
    """The server; `files` holds what was put, by path, and `url` is its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.files, server.url = {}, f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
