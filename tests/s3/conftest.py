"""A real S3 server on this machine, with one bucket."""

import json
import secrets
import socket
import subprocess
import time
from collections.abc import Iterator
from typing import Any

import boto3
import pytest
from botocore.exceptions import BotoCoreError, ClientError
from storages.backends.s3 import S3Storage

from onboarding.conf.env import Environment
from onboarding.conf.storage import files
from onboarding.management.testing.legs import weed

START_SECONDS = 60


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def s3_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """The environment that points the site at the server."""
    folder = tmp_path_factory.mktemp("s3")
    key, secret, port = secrets.token_hex(8), secrets.token_hex(16), free_port()
    person = {"name": "site", "credentials": [{"accessKey": key, "secretKey": secret}], "actions": ["Admin"]}
    (folder / "people.json").write_text(json.dumps({"identities": [person]}))
    ports = [f"-{name}.port={free_port()}" for name in ("master", "volume", "filer")]
    ports += [f"-{name}.port.grpc={free_port()}" for name in ("master", "volume", "filer", "s3")]
    here = ["-ip=127.0.0.1", "-ip.bind=127.0.0.1", f"-dir={folder}", f"-s3.config={folder / 'people.json'}"]
    small = ["-master.volumeSizeLimitMB=64", "-volume.max=20", "-s3.iam=false"]
    program = weed()
    assert program, "the S3 server is missing"
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [program, "server", "-s3", f"-s3.port={port}", *ports, *here, *small], stdout=log, stderr=log
        )
    environment = {
        "S3_BUCKET": "letters",
        "S3_ENDPOINT_URL": f"http://127.0.0.1:{port}",
        "S3_REGION": "eu-west-2",
        "S3_ACCESS_KEY": key,
        "S3_SECRET_KEY": secret,
    }
    try:
        make_bucket(environment)
        yield environment
    finally:
        process.terminate()
        process.wait(timeout=30)


def make_bucket(environment: dict[str, str]) -> None:
    """Tried until the server is up."""
    client = boto3.client(
        "s3",
        endpoint_url=environment["S3_ENDPOINT_URL"],
        aws_access_key_id=environment["S3_ACCESS_KEY"],
        aws_secret_access_key=environment["S3_SECRET_KEY"],
        region_name=environment["S3_REGION"],
    )
    deadline = time.monotonic() + START_SECONDS
    while True:
        try:
            client.create_bucket(Bucket=environment["S3_BUCKET"])
        except (BotoCoreError, ClientError):
            if time.monotonic() > deadline:
                raise
            time.sleep(0.5)
        else:
            return


@pytest.fixture
def storage(s3_server: dict[str, str]) -> S3Storage:
    """Storage as the site would have it with these settings."""
    options: dict[str, Any] = files(Environment(s3_server))["OPTIONS"]
    return S3Storage(**options)
