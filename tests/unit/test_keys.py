import stat
from concurrent.futures import ThreadPoolExecutor

import pytest
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from onboarding.lib.keys import KeyFileError, audit_key, kept_field_key, kept_secret


def test_a_secret_is_made_once_and_only_its_owner_may_read_it(tmp_path):
    path = tmp_path / "new" / "secret"
    secret = kept_secret(path)
    assert len(secret) == 64
    assert kept_secret(path) == secret
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert [file.name for file in path.parent.iterdir()] == ["secret"]


def test_many_who_start_together_end_with_one_secret(tmp_path):
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: kept_secret(tmp_path / "secret"), range(40)))) == 1


def test_a_field_key_encrypts(tmp_path):
    key = Fernet(kept_field_key(tmp_path / "key"))
    assert key.decrypt(key.encrypt(b"001234567890")) == b"001234567890"


def test_the_audit_key_signs_the_same_after_a_restart(tmp_path):
    signature = audit_key(tmp_path / "key").sign(b"head")
    audit_key(tmp_path / "key").public_key().verify(signature, b"head")


@pytest.mark.parametrize("kind", ["not a key", "another key"])
def test_a_file_that_holds_no_audit_key_is_refused(tmp_path, kind):
    other = X25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (tmp_path / "key").write_bytes(other if kind == "another key" else b"not a key")
    with pytest.raises(KeyFileError, match=r"^key is not"):
        audit_key(tmp_path / "key")
