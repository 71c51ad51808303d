"""Log lines hold ids, routes and places in the code: never an address, a body or a value of a record."""

import logging
import traceback
from types import TracebackType


class NoRequestContent(logging.Filter):
    """Says the route's pattern where Django says the path, which may hold a reference or a one-time code."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always keeps the record; takes the request out of it."""
        request = record.__dict__.pop("request", None)
        if request is not None:
            match = getattr(request, "resolver_match", None)
            route = match.route if match else "no route"
            status = getattr(record, "status_code", "-")
            record.msg, record.args = f"{getattr(request, 'method', '-')} {route} {status}", ()
        return True


class PlainFormatter(logging.Formatter):
    """One line a record; of an exception its class and places, not its words, which may quote values."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatException(  # noqa: N802 (the standard library's name)
        self,
        ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None],
    ) -> str:
        """The frames as `file:line in function`, then the exception's class."""
        kind, _, trail = ei
        frames = [
            f"  {place.filename}:{place.lineno} in {place.name}" for place in traceback.extract_tb(trail)
        ]
        return "\n".join([*frames, f"  {kind.__module__}.{kind.__qualname__}" if kind else "  no exception"])


def logging_settings(level: str) -> dict[str, object]:
    """Django's LOGGING for one stream on standard error."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {"no_request_content": {"()": "onboarding.conf.logs.NoRequestContent"}},
        "formatters": {"plain": {"()": "onboarding.conf.logs.PlainFormatter"}},
        "handlers": {
            "stream": {
                "class": "logging.StreamHandler",
                "formatter": "plain",
                "filters": ["no_request_content"],
            },
        },
        "root": {"handlers": ["stream"], "level": level},
        "loggers": {
            "django": {"handlers": ["stream"], "level": level, "propagate": False},
            "django.server": {"handlers": [], "level": "ERROR", "propagate": False},
        },
    }
