"""What the applicant reads of the criminal record check, the same whatever it shows. Another nation's names are put in later."""

from __future__ import annotations

from onboarding.engine.kinds import Words
from onboarding.stages.names import Party

NOT_ALWAYS = "A record does not always stop you. We talk with you before we decide."
YOUR_TURN = Words(
    "Your DBS check: your turn",
    f"A DBS check shows police records. It used to be called a CRB check. {NOT_ALWAYS} "
    "Tell us when you have sent the form, or when your certificate comes.",
)
WITH_US = Words("Your DBS check", "It is with us now. It used to be called a CRB check. You do not need to do anything.")
# Whose turn it is, and by which step where that says more.
YOUR_TURNS = {
    Party.HR: WITH_US,
    f"{Party.APPLICANT}.send_form": Words(
        "Your DBS check: fill in the form",
        f"A DBS check shows police records. It used to be called a CRB check. {NOT_ALWAYS} "
        "Our letter says how to get the form. Fill it in and send it off. Then you have nothing more to do here. "
        "We see it when it has gone off. No form, or not sure? Tell us.",
    ),
    f"{Party.APPLICANT}.certificate_posted": Words(
        "Your certificate is in the post",
        f"It comes to you, not to us. Tell us when you have it. We look at it with you and give it back. {NOT_ALWAYS}",
    ),
    f"{Party.APPLICANT}.result_ready": Words(
        "Share your DBS result with us",
        "You can see your result online. Only you can share it. Please share it by the day below: after that it runs out. "
        f"That would be fine. We would ask again. {NOT_ALWAYS}",
    ),
}
