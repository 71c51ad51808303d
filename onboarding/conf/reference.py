"""The page docs/reference/settings.md, written from what the settings declare."""

from onboarding.conf.env import Declaration
from onboarding.conf.settings import env

HEAD = """# Settings

Written by `python3 manage.py generate_docs` from `onboarding/conf/settings.py`; change it there.

Every setting is an environment variable. Each may also be given as `NAME_FILE`, the path of a file that holds
the value, as secret stores hand them out.

| name | default | meaning |
|---|---|---|
"""


def settings_page() -> str:
    """The whole page, in Markdown."""
    return HEAD + "".join(map(_row, sorted(env.declared, key=lambda setting: setting.name)))


def _row(setting: Declaration) -> str:
    return f"| `{setting.name}` | {setting.default or 'none'} | {setting.meaning} |\n"
