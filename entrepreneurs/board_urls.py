"""Addresses below /account/board/, for members behind their login."""

from django.urls import path

from entrepreneurs.views import board

app_name = "board"
urlpatterns = [
    path("", board.entries, name="entries"),
    path("new/", board.write, name="write"),
    path("<int:number>/", board.entry, name="entry"),
    path("<int:number>/change/", board.change, name="change"),
    path("<int:number>/join/", board.join, name="join"),
    path("<int:number>/leave/", board.leave, name="leave"),
    path("<int:number>/close/", board.close, name="close"),
]
