"""The two sample pages behind a server of their own, with the headers the real site sends."""

import contextlib
import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

from onboarding.conf.middleware import HEADERS
from tests.pages.component_samples import applicant_page, staff_page

STATIC = Path(__file__).parents[2] / "onboarding" / "static"


class _Handler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Say nothing: the tests look at what the browser saw."""


@contextlib.contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of the two pages, staff.html and applicant.html, while the block lasts."""
    (folder / "staff.html").write_text(staff_page(), encoding="utf-8")
    (folder / "applicant.html").write_text(applicant_page(), encoding="utf-8")
    (folder / "static").symlink_to(STATIC)
    handler = functools.partial(_Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()
