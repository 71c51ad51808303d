"""Addresses on the way to an application: the roles, the start, the form, the messages about it; and the support afterwards."""

from django.urls import path

from onboarding.portal.views import call, form, messages, roles, start, suits, support

urlpatterns = [
    path("roles/", roles.index, name="roles"),
    path("roles/<int:role>/", roles.show, name="role"),
    path("roles/<int:role>/start/", start.start, name="start"),
    path("roles/<int:role>/call/", call.leave, name="leave_number"),
    path("roles/called/", call.left, name="number_left"),
    path("begin/", start.go_on, name="begin"),
    path("form/<str:reference>/", form.index, name="form"),
    path("form/<str:reference>/check/", form.check, name="form_check"),
    path("form/<str:reference>/call/", call.ask, name="ask_call"),
    path("form/<str:reference>/read/", form.read, name="form_read"),
    path("form/<str:reference>/delete/", form.delete, name="form_delete"),
    path("form/<str:reference>/<slug:code>/", form.part, name="form_part"),
    path("progress/<str:reference>/support/", support.show, name="support"),
    path("progress/<str:reference>/support/talk/", support.talk, name="talk_today"),
    path("progress/<str:reference>/support/letter/<slug:kind>/", support.record, name="support_record"),
    path("progress/<str:reference>/support/<int:move>/felt/", support.felt, name="felt"),
    path("progress/<str:reference>/suits/", suits.suits, name="suits"),
    path("messages/", messages.index, name="messages_of"),
    path("progress/<str:reference>/messages/", messages.show, name="messages"),
]
