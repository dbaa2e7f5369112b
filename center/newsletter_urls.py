"""Addresses of the newsletter below /newsletter/."""

from django.urls import path

from center.views import newsletter

urlpatterns = [
    path("", newsletter.front, name="newsletter"),
    path("asked/", newsletter.asked, name="newsletter_asked"),
    path("issues/", newsletter.issues, name="newsletter_issues"),
    path("issues/<slug:slug>/", newsletter.issue, name="newsletter_issue"),
    path("confirm/", newsletter.confirm, name="newsletter_confirm"),
    path("mine/", newsletter.manage, name="newsletter_manage"),
]
