"""Fields of our own: the state that only a transition may write, and text that is kept encrypted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.db import models
from django_fsm import FSMField, FSMFieldDescriptor

if TYPE_CHECKING:
    _Text = models.TextField[Any, Any]
else:
    _Text = models.TextField


class GuardedDescriptor(FSMFieldDescriptor):
    """Lets one instance take its state anew from the database, without opening the field for the whole process."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        if instance.__dict__.get("_state_loading"):
            self.field.set_state(instance, value)
            return
        super().__set__(instance, value)


class StateField(FSMField):
    """A protected state: written by a transition at the door, and by nothing else in Python."""

    descriptor_class = GuardedDescriptor

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("protected", True)
        kwargs.setdefault("editable", False)
        kwargs.setdefault("max_length", 30)
        super().__init__(*args, **kwargs)


class Guarded(models.Model):
    """A row with a state machine: refreshing it reads the state, and never unlocks the field (one row, one thread)."""

    class Meta:
        abstract = True

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        """Read the row anew, its state too."""
        self.__dict__["_state_loading"] = True
        try:
            super().refresh_from_db(*args, **kwargs)
        finally:
            self.__dict__.pop("_state_loading", None)


def box() -> MultiFernet:
    """The keys of the encrypted fields: the first encrypts, all decrypt, so a key can be rotated."""
    return MultiFernet([Fernet(key.strip()) for key in settings.FIELD_KEY.split(",")])


class EncryptedText(_Text):
    """Text that stands encrypted in the database. It cannot be searched."""

    def get_prep_value(self, value: Any) -> Any:
        """Encrypted on its way in; empty stays empty."""
        return box().encrypt(str(value).encode()).decode() if value else ""

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """Decrypted on its way out."""
        return box().decrypt(value.encode()).decode() if value else ""
