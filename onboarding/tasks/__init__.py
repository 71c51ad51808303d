"""Work that leaves the house: one message from the outbox to the letterbox, and the loop that asks for it."""

from onboarding.tasks.deliver import deliver, went_out

__all__ = ["deliver", "went_out"]
