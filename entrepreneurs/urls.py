"""Addresses below /enterprises/; the words used here are reserved (`choices.RESERVED_SLUGS`)."""

from django.urls import path

from entrepreneurs.views import claims, directory, directory_map, embed

app_name = "entrepreneurs"
urlpatterns = [
    path("", directory.directory, name="directory"),
    path("map/", directory_map.directory_map, name="map"),
    path("embed/", embed.embed, name="embed"),
    path("embed/about/", embed.about, name="embed_about"),
    path("add/", claims.add, name="add"),
    path("add/code/", claims.code, name="claim_code"),
    path("add/sent/", claims.sent, name="claim_sent"),
    path("<slug:slug>/claim/", claims.claim, name="claim"),
]
