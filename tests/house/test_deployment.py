"""Django's own list of what a site on the network needs, and what starts nowhere else."""

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def on_the_network(tmp_path):
    """The environment of a site that others reach."""
    return {
        **os.environ,
        "SITE_URL": "https://onboarding.example.org",
        "SECRET_KEY": secrets.token_urlsafe(48),
        "FIELD_KEY": Fernet.generate_key().decode(),
        "VAR_DIR": str(tmp_path),
        "DATABASE_URL": f"sqlite:///{tmp_path / 'db.sqlite3'}",
    }


def check(environment):
    command = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_the_site_is_ready_for_the_network(on_the_network):
    done = check(on_the_network)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("secret", ["SECRET_KEY", "FIELD_KEY"])
def test_a_site_on_the_network_does_not_start_without_its_secrets(on_the_network, secret):
    del on_the_network[secret]
    done = check(on_the_network)
    assert done.returncode != 0
    assert f"Set {secret}" in done.stderr


def test_debug_on_the_network_is_found(on_the_network):
    assert "security.W018" in check({**on_the_network, "DEBUG": "yes"}).stderr
