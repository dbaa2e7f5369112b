"""Addresses of the registry's open data, without a language."""

from django.urls import path

from entrepreneurs.views import data, reconcile

app_name = "entrepreneurs_data"
urlpatterns = [
    path("data/enterprises/<uuid:uid>.json", data.enterprise, name="enterprise"),
    path("data/reconcile", reconcile.service, name="reconcile"),
    path("data/reconcile/suggest/entity", reconcile.suggest_entity, name="suggest_entity"),
    path("data/reconcile/suggest/property", reconcile.suggest_property, name="suggest_property"),
    path("data/reconcile/properties", reconcile.properties, name="properties"),
    path("data/reconcile/preview/<uuid:uid>", reconcile.preview, name="preview"),
    path("id/enterprise/<uuid:uid>", data.identified, name="identifier"),
]
