"""The process that renders PDFs. It is started by lib/pdf.py, by its path, and knows nothing of the project.

It speaks JSON lines over the socket whose number is its one argument. It may reach nothing: the fetcher
serves only what came with the request, an audit hook refuses connections, processes and files, and limits
end it. What is refused ends the page, also where WeasyPrint would carry on: a letter is whole or not made.
"""

import base64
import hashlib
import json
import logging
import mimetypes
import os
import resource
import socket
import sys
import sysconfig
import tempfile
import traceback
from io import BufferedRWPair
from types import TracebackType
from typing import Any

NO_PANGO = "no_pango"
OUTSIDE = "outside"
TOO_DEEP = "too_deep"
NO_MEMORY = "no_memory"
KEPT_STYLES = 4
CONNECTS = {"connect", "bind", "sendto", "sendmsg", "getaddrinfo", "gethostbyname", "gethostbyaddr"}
STARTS = {"system", "exec", "fork", "forkpty", "posix_spawn", "spawn", "symlink", "link", "chmod", "putenv"}
CLOSED_EVENTS = {f"socket.{name}" for name in CONNECTS} | {f"os.{name}" for name in STARTS} | {"subprocess.Popen"}
CHANGES = {"os.remove", "os.rename", "os.mkdir", "os.rmdir", "shutil.rmtree"}
refused: list[str] = []


def close_the_door() -> None:
    """Refuse, for good, connections, processes and files outside Python, the fonts and our own folder."""
    mimetypes.init(files=[])
    paths = {sys.prefix, sys.base_prefix, *sysconfig.get_paths().values()}
    readable = tuple(os.path.realpath(path) + os.sep for path in paths)
    fonts = ("/usr/share/fonts/", "/usr/local/share/fonts/", "/etc/fonts/", "/usr/share/fontconfig/")
    own = os.path.realpath(tempfile.gettempdir()) + os.sep

    def hook(event: str, args: tuple[Any, ...]) -> None:
        if event in CLOSED_EVENTS:
            _refuse(event)
        if event == "open" and not isinstance(args[0], int):
            _check_open(args[0], args[1], readable + fonts, own)
        if event in CHANGES and not _inside(args[0], (own,)):
            _refuse(event)

    sys.addaudithook(hook)


def _check_open(path: str | bytes, mode: str | None, readable: tuple[str, ...], own: str) -> None:
    reading = mode is None or not set(mode) & set("wax+")
    if not _inside(path, (own, *readable) if reading else (own,)):
        _refuse("file")


def _inside(path: str | bytes, folders: tuple[str, ...]) -> bool:
    return os.path.realpath(os.fsdecode(path)).startswith(folders)


def _refuse(what: str) -> None:
    refused.append(what)
    raise PermissionError("The PDF child may not do this.")


class Kept:
    """Parsed styles and loaded fonts of the last few looks: most of what a letter would cost again."""

    def __init__(self) -> None:
        self._looks: dict[str, tuple[Any, Any, list[Any]]] = {}

    def look(self, styles: list[str], assets: dict[str, bytes]) -> tuple[Any, Any, list[Any]]:
        """The closed fetcher, font configuration and style sheets for these styles and assets."""
        key = _digest(styles, assets)
        if key not in self._looks:
            for oldest in list(self._looks)[: max(0, len(self._looks) - KEPT_STYLES + 1)]:
                del self._looks[oldest]
            self._looks[key] = _look(styles, assets)
        return self._looks[key]


def _digest(styles: list[str], assets: dict[str, bytes]) -> str:
    parts = [
        *styles,
        *(f"{name} {hashlib.sha256(body).hexdigest()}" for name, body in sorted(assets.items())),
    ]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _look(styles: list[str], assets: dict[str, bytes]) -> tuple[Any, Any, list[Any]]:
    from weasyprint import CSS
    from weasyprint.text.fonts import FontConfiguration

    fetcher, fonts = _closed_fetcher(assets), FontConfiguration()
    sheets = [CSS(string=style, url_fetcher=fetcher, font_config=fonts) for style in styles]
    return fetcher, fonts, sheets


def _closed_fetcher(assets: dict[str, bytes]) -> Any:
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class Closed(URLFetcher):
        """Serves the assets handed over and `data:`; anything else ends the letter."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            scheme, _, name = url.partition(":")
            if scheme == "asset" and name in assets:
                kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
                return URLFetcherResponse(url, assets[name], {"Content-Type": kind})
            if scheme.lower() == "data":
                return super().fetch(url, headers)
            refused.append(scheme if name else "relative")
            raise FatalURLFetchingError("Only what was handed over can be used.")

    return Closed(allowed_protocols={"data"}, allow_redirects=False, fail_on_errors=True)


class Listener(logging.Handler):
    """Hears which characters no font could draw. Nothing else is kept: a message may quote the letter."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.missing: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the character of WeasyPrint's warning that it drew a box."""
        if str(record.msg).startswith(".notdef") and isinstance(record.args, tuple):
            self.missing.add(str(record.args[0]))


def render(asked: dict[str, Any], kept: Kept, heard: Listener) -> dict[str, Any]:
    """One answer to one request: the PDF in base64 and the characters it lacks, or the code of a refusal."""
    refused.clear()
    heard.missing.clear()
    _limit(asked["seconds"], asked["memory_mb"])
    try:
        made = _write(asked, kept)
    except RecursionError:
        return {"refused": TOO_DEEP}
    except MemoryError:
        return {"refused": NO_MEMORY}
    except _stops():
        return {"refused": OUTSIDE, "what": refused[0] if refused else "data"}
    if refused:
        return {"refused": OUTSIDE, "what": refused[0]}
    return {"pdf": base64.b64encode(made).decode(), "missing": sorted(heard.missing)}


def _stops() -> tuple[type[BaseException], ...]:
    from weasyprint.urls import FatalURLFetchingError

    return FatalURLFetchingError, PermissionError


def _write(asked: dict[str, Any], kept: Kept) -> bytes:
    from weasyprint import HTML

    assets = {name: base64.b64decode(body) for name, body in asked["assets"].items()}
    fetcher, fonts, sheets = kept.look(asked["styles"], assets)
    page = HTML(string=asked["html"], url_fetcher=fetcher, base_url="asset:/")
    document = page.render(stylesheets=sheets, font_config=fonts, pdf_variant="pdf/ua-1")
    document.metadata.title = asked["title"]
    document.metadata.lang = document.metadata.lang or "en-GB"
    made: bytes = document.write_pdf(pdf_variant="pdf/ua-1")
    return made


def _limit(seconds: int, memory_mb: int) -> None:
    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime) + 1 + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.getrlimit(resource.RLIMIT_CPU)[1]))
    resource.setrlimit(resource.RLIMIT_AS, (memory_mb << 20, resource.getrlimit(resource.RLIMIT_AS)[1]))


def serve(channel: BufferedRWPair) -> None:
    """Load the renderer, say so, close the door, then answer until the other end hangs up."""
    try:
        import weasyprint  # noqa: F401
    except OSError:
        _say(channel, {"refused": NO_PANGO})
        return
    heard, kept = Listener(), Kept()
    logging.getLogger("weasyprint").handlers = [heard]
    logging.getLogger("weasyprint.progress").handlers = [logging.NullHandler()]
    close_the_door()
    _say(channel, {"ready": True})
    for line in channel:
        _say(channel, render(json.loads(line), kept, heard))


def _say(channel: BufferedRWPair, answer: dict[str, Any]) -> None:
    channel.write(json.dumps(answer).encode() + b"\n")
    channel.flush()


def main(number: int) -> None:
    """Serve on the inherited socket. A bug is told as its kind and its places in the code, without words."""
    channel = socket.socket(fileno=number).makefile("rwb")

    def tell(kind: type[BaseException], _fault: BaseException, trace: TracebackType | None) -> None:
        places = [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(trace)]
        _say(channel, {"bug": kind.__name__, "places": places})

    sys.excepthook = tell
    serve(channel)


if __name__ == "__main__":
    main(int(sys.argv[1]))
