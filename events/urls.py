"""Addresses below /events/; a reference is checked by the view, so that small slips are forgiven."""

from django.urls import path

from events.views import (
    door,
    event,
    fair_papers,
    feedback,
    finding,
    listing,
    own_pass,
    programme,
    promotion,
    registering,
    registration,
)

app_name = "events"
urlpatterns = [
    path("", listing.events, name="events"),
    path("past/", listing.past, name="past"),
    path("find/", finding.find, name="find"),
    path("embed/", promotion.embed, name="embed"),
    path("series/<slug:slug>/", listing.series, name="series"),
    path("registration/<str:reference>/", registration.show, name="registration"),
    path("registration/<str:reference>/accept/", registration.accept, name="registration_accept"),
    path("registration/<str:reference>/decline/", registration.decline, name="registration_decline"),
    path("registration/<str:reference>/cancel/", registration.cancel, name="registration_cancel"),
    path("registration/<str:reference>/people/", registration.people, name="registration_people"),
    path("registration/<str:reference>/erase/", registration.erase, name="registration_erase"),
    path("registration/<str:reference>/event.ics", registration.calendar, name="registration_calendar"),
    path("registration/<str:reference>/pass/", own_pass.show, name="registration_pass"),
    path("registration/<str:reference>/pass.png", own_pass.picture, name="registration_pass_png"),
    path("registration/<str:reference>/pass.pdf", own_pass.paper, name="registration_pass_pdf"),
    path("<slug:slug>/", event.event, name="event"),
    path("<slug:slug>/event.ics", event.calendar, name="event_calendar"),
    path("<slug:slug>/plan.pdf", fair_papers.plan, name="plan_paper"),
    path("<slug:slug>/poster.pdf", promotion.poster, name="poster"),
    path("<slug:slug>/share.png", promotion.share_picture, name="share_picture"),
    path("<slug:slug>/register/", registering.register, name="register"),
    path("<slug:slug>/door/", door.door, name="door"),
    path("<slug:slug>/door/open/", door.door_open, name="door_open"),
    path("<slug:slug>/door/leave/", door.door_leave, name="door_leave"),
    path("<slug:slug>/door/queue/", door.door_queue, name="door_queue"),
    path("<slug:slug>/programme/", programme.programme, name="programme"),
    path("<slug:slug>/programme/changes/", programme.changes, name="programme_changes"),
    path("<slug:slug>/programme/<int:key>.ics", programme.calendar, name="programme_item_calendar"),
    path("<slug:slug>/feedback/", feedback.feedback, name="feedback"),
]
