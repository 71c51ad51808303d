"""What a reason or warning code says to the HR officer who reads the preview."""

from onboarding.actions.import_applicants.duplicates import EXACT
from onboarding.actions.import_applicants.rules import longest
from onboarding.actions.import_applicants.vocabulary import HEADINGS

REASONS = {
    "missing_required:contact": "There is no e-mail address and no mobile number. Add one.",
    "date_in_future:date_applied": "The date applied lies after the day the tracker was exported.",
    "date_order:oh_cleared_before_oh_sent": "OH cleared lies before OH sent.",
    "placement_before_clearance": "The placement started before the DBS check was clear.",
    "under_18": "The person was under 18 on the date applied.",
    "unknown_status": "We do not know this word in the status column. Use one from the list.",
    "status_conflict": "The status and the dates do not agree. Mend the one that is wrong.",
    "conflicting_duplicate_ref": "This reference came before with something different in the row.",
    "possible_duplicate_person": "Somebody with this date of birth and this mobile or e-mail is here. "
    "It may be the same person coming back: you decide.",
}
WARNINGS = {
    "invalid_email_dropped": "What stands in the e-mail column is no address, so it was left out.",
    "invalid_mobile_dropped": "What stands in the mobile column is no number, so it was left out.",
    "no_email": "There is no e-mail address. Letters go by post or text.",
    "status_derived_from_dates": "The status column is empty, so the stage was read from the dates.",
    "engagement_unknown": "It does not say whether the role is paid or voluntary.",
    "email_shared_with_other_applicant": "Somebody else uses this e-mail address too.",
}
OF_A_COLUMN = {
    "missing_required": "{heading} is missing.",
    "invalid_date": "{heading} is not a date that we can read. Type it as day/month/year.",
    "too_long": "{heading} is too long. Shorten it to {most} characters.",
}


def in_words(code: str) -> str:
    """The sentence for a code. Raises KeyError for a code that no rule gives."""
    if code.startswith(EXACT):
        return f"This row is here already, as {code.removeprefix(EXACT)}. Nothing to do."
    if code in REASONS or code in WARNINGS:
        return REASONS.get(code) or WARNINGS[code]
    kind, _, field = code.partition(":")
    return OF_A_COLUMN[kind].format(heading=HEADINGS[field], most=longest(field))
