"""Where letters and uploads are kept: in S3 if a bucket is named, else on this machine."""

from typing import Any

from onboarding.conf.env import Environment

# Long enough for a click, too short to be passed round.
LINK_SECONDS = 60


def files(env: Environment) -> dict[str, Any]:
    """The default entry of Django's STORAGES. Files are private in both, and none is ever written over."""
    options = _s3_options(env)
    if options["bucket_name"]:
        return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
    return {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o600, "directory_permissions_mode": 0o700},
    }


def _s3_options(env: Environment) -> dict[str, Any]:
    return {
        "bucket_name": env.text("S3_BUCKET", "", "Bucket for letters and uploads; empty means MEDIA_ROOT.", "none"),
        "endpoint_url": env.text("S3_ENDPOINT_URL", "", "Address of the S3 service.", "the provider's") or None,
        "region_name": env.text("S3_REGION", "", "Region of the bucket.", "none") or None,
        "access_key": env.text("S3_ACCESS_KEY", "", "Key to the bucket.", "the machine's role") or None,
        "secret_key": env.text("S3_SECRET_KEY", "", "Secret to that key.", "the machine's role") or None,
        "location": env.text("S3_PREFIX", "", "Folder inside the bucket.", "none"),
        "signature_version": "s3v4",
        "addressing_style": "path",
        "default_acl": "private",
        "querystring_auth": True,
        "querystring_expire": LINK_SECONDS,
        "file_overwrite": False,
    }
