"""One of two clicks on the same button, each in a process of its own."""

import json
import sys

import django


def click(url: str, answer: str, version: str, key: str) -> dict[str, int]:
    """Send the answer; the status of what came back."""
    from django.test import Client

    wish = {"do": "answer", "answer": answer, "version": version, "key": key}
    return {"status": Client().post(url, wish, headers={"host": "127.0.0.1"}).status_code}


if __name__ == "__main__":
    django.setup()
    print(json.dumps(click(*sys.argv[1:5])), flush=True)
