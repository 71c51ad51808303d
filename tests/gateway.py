"""A text gateway on this machine: a real HTTP server that keeps what it was asked and answers as told."""

import contextlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Gateway(ThreadingHTTPServer):
    """`asked` is what came in, each as headers and body; `answers` are the statuses to come, then 202."""

    def __init__(self, *answers):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked, self.answers = [], list(answers)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.server_address[1]}/texts"


class _Handler(BaseHTTPRequestHandler):
    server: Gateway

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append((dict(self.headers), json.loads(body)))
        answer = self.server.answers.pop(0) if self.server.answers else 202
        if answer == "hang up":
            self.connection.close()
            return
        self.send_response(answer)
        self.send_header("Location", f"{self.server.url}/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_given):
        """Nothing on the screen."""


@contextlib.contextmanager
def gateway(settings, *answers):
    """A running gateway that the settings name; gone at the end."""
    server = Gateway(*answers)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    settings.TEXT_GATEWAY_URL, settings.TEXT_GATEWAY_TOKEN = server.url, "a secret of ours"
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
