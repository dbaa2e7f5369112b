"""Addresses below /press/; the words used here are reserved (`choices.press.RESERVED_PRESS_SLUGS`)."""

from django.urls import path

from center.views import press, press_files, press_leave

app_name = "press"

urlpatterns = [
    path("", press.front, name="front"),
    path("sent/", press.sent, name="sent"),
    path("coverage/", press.coverage, name="coverage"),
    path("kit/", press.kit, name="kit"),
    path("kit/pictures.zip", press_files.kit_pictures, name="kit_pictures"),
    path("leave/<str:key>/", press_leave.leave, name="leave"),
    path("<slug:slug>/", press.release, name="release"),
    path("<slug:slug>/release.pdf", press_files.pdf, name="pdf"),
    path("<slug:slug>/pictures.zip", press_files.pictures, name="pictures"),
    path("<slug:slug>/files/<int:pk>/", press_files.attachment, name="attachment"),
]
