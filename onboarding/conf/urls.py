"""Every address of the site."""

from django.urls import include, path

urlpatterns = [
    path("accounts/", include("onboarding.portal.account_urls")),
    path("", include("onboarding.portal.urls")),
    path("", include("hr.urls")),
]
