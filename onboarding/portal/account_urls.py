"""The sign-in pages we use of the library's: no sign-up, and no page that changes the address one signs in with."""

from allauth.account import views
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path, re_path

from onboarding.portal.views.shell import with_a_password

urlpatterns = [
    path("login/", views.login, name="account_login"),
    path("login/code/", views.request_login_code, name="account_request_login_code"),
    path("login/code/confirm/", views.confirm_login_code, name="account_confirm_login_code"),
    path("logout/", views.logout, name="account_logout"),
    path("closed/", views.account_inactive, name="account_inactive"),
    path("signup/", views.signup, name="account_signup"),
    path("reauthenticate/", views.reauthenticate, name="account_reauthenticate"),
    path("password/", with_a_password(views.password_change), name="account_change_password"),
    path("password/new/", views.password_reset, name="account_reset_password"),
    path("password/new/sent/", views.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        views.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("password/new/done/", views.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    path("app/", mfa.index, name="mfa_index"),
    path("app/code/", mfa.authenticate, name="mfa_authenticate"),
    path("app/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("app/on/", totp.activate_totp, name="mfa_activate_totp"),
    path("app/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("app/recovery/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("app/recovery/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("app/recovery/file/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
