"""Addresses of the applicant's pages."""

from django.urls import path

from onboarding.portal.views import pages, sign_in

urlpatterns = [
    path("", sign_in.home, name="home"),
    path("signed-in/", sign_in.after_sign_in, name="after_sign_in"),
    path("help/", pages.show, {"page": "help"}, name="help"),
    path("privacy/", pages.show, {"page": "privacy"}, name="privacy"),
    path("accessibility/", pages.show, {"page": "accessibility"}, name="accessibility"),
]
