"""A storage that would show letters to the world is refused at the start."""

import pytest

from onboarding.conf.checks import public_ways
from onboarding.conf.env import Environment
from onboarding.conf.storage import files


@pytest.mark.parametrize(
    "option",
    [
        {"custom_domain": "files.example.org"}, {"querystring_auth": False}, {"default_acl": "public-read"},
        {"file_overwrite": True}, {"querystring_expire": 3600},
    ],
    ids=lambda option: next(iter(option)),
)  # fmt: skip
def test_a_storage_that_would_show_letters_to_the_world_is_refused_at_the_start(option):
    storage = files(Environment({"S3_BUCKET": "letters"}))
    assert public_ways(storage) == []
    assert len(public_ways({**storage, "OPTIONS": {**storage["OPTIONS"], **option}})) == 1


def test_a_folder_on_this_machine_shows_nothing():
    assert public_ways(files(Environment({}))) == []
