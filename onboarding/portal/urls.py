"""Addresses of the applicant's pages."""

from django.urls import path

from onboarding.portal import apply_urls
from onboarding.portal.views import (
    brand,
    complaint,
    dates,
    details,
    letters,
    my_copy,
    pages,
    paper,
    private,
    progress,
    record,
    reply,
    sign_in,
    steps,
)

urlpatterns = [
    *apply_urls.urlpatterns,
    path("", sign_in.home, name="home"),
    path("signed-in/", sign_in.after_sign_in, name="after_sign_in"),
    path("brand/<str:name>", brand.file, name="brand_file"),
    path("sign-in/paper/", paper.sign_in, name="paper_sign_in"),
    path("help/", pages.show, {"page": "help"}, name="help"),
    path("help/near/", pages.near, name="near"),
    path("privacy/", pages.show, {"page": "privacy"}, name="privacy"),
    path("accessibility/", pages.show, {"page": "accessibility"}, name="accessibility"),
    path("progress/", progress.chooser, name="progress_list"),
    path("progress/<str:reference>/", progress.show, name="progress"),
    path("progress/<str:reference>/waiting-times/", progress.waiting_times, name="waiting_times"),
    path("progress/<str:reference>/offer/", steps.offer, name="offer"),
    path("progress/<str:reference>/ask/<str:kind>/<str:reason>/", steps.ask_us, name="ask_us"),
    path("progress/<str:reference>/do/<str:kind>/<str:step>/", steps.take, name="own_step"),
    path("progress/<str:reference>/private/", private.private, name="private"),
    path("progress/<str:reference>/my-data/", complaint.about_my_data, name="about_my_data"),
    path("progress/<str:reference>/date/<slug:kind>.ics", dates.ics, name="own_date"),
    path("letters/", letters.index, name="own_letters"),
    path("letters/<int:letter>/", letters.show, name="own_letter"),
    path("letters/<int:letter>/pdf/", letters.pdf, name="own_letter_pdf"),
    path("reply/privacy/", reply.privacy, name="reply_privacy"),
    path("r/<str:secret>/", reply.show, name="reply"),
    path("details/", details.show, name="own_details"),
    path("record/", record.show, name="my_record"),
    path("record/my-record.pdf", record.pdf, name="my_record_pdf"),
    path("record/keep/", record.keep, name="keep_record"),
    path("record/skills/<int:skill>/remove/", record.remove, name="remove_skill"),
    path("details/copy/", my_copy.copy, name="my_copy"),
]
