"""Addresses of the portal. Public pages stand under /sr/, /sr-latn/ and /en/; upper apps are named only here."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path

from center import feeds, sitemaps
from center.views import (
    account,
    contact,
    devices,
    health,
    language,
    media,
    metrics,
    newsletter,
    open_data,
    pages,
    search,
    standing_pages,
)

urlpatterns = [
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", metrics.metrics, name="metrics"),
    path("robots.txt", pages.robots, name="robots"),
    path(
        "sitemap.xml",
        sitemap,
        {"sitemaps": sitemaps.all_sitemaps(), "content_type": "application/xml; charset=utf-8"},
        name="sitemap",
    ),
    path("office/<str:digest>.css", pages.office_style, name="office_style"),
    path("office/share-<str:digest>.png", pages.office_share, name="office_share"),
    path("data/", open_data.to_page, name="open_data_door"),
    path("data/catalog.<str:suffix>", open_data.catalog, name="open_data_catalog"),
    path("", include("entrepreneurs.data_urls")),
    path("", include("consultations.feed_urls")),
    path("", include("events.feed_urls")),
    path("data/<str:name>", open_data.file, name="open_data_file"),
    path("feeds/news.xml", feeds.news, name="news_feed"),
    path("feeds/press.xml", feeds.press, name="press_feed"),
    # For mail programs: without a language, since their post must not be redirected.
    path("newsletter/leave/<str:token>/", newsletter.leave_at_once, name="newsletter_leave_at_once"),
    path("language/", language.choose, name="choose_language"),
    path("", language.to_first_page, name="root"),
    path("admin/", admin.site.urls),
    *i18n_patterns(
        path("", pages.home, name="home"),
        path("about/", standing_pages.about, name="about"),
        path("about/preview/<int:number>/", standing_pages.preview, name="page_preview"),
        path("about/<slug:slug>/", standing_pages.page, name="page"),
        path("news/", include("center.news_urls")),
        path("contact/", contact.ask, name="contact"),
        path("contact/sent/", contact.sent, name="contact_sent"),
        path("newsletter/", include("center.newsletter_urls")),
        path("privacy/", pages.privacy, name="privacy"),
        path("accessibility/", pages.accessibility, name="accessibility"),
        path("indicators/", include("center.indicator_urls")),
        path("search/", search.search, name="search"),
        path("data/", open_data.page, name="open_data"),
        path("account/", account.home, name="account_home"),
        path("account/sessions/", devices.Devices.as_view(), name="usersessions_list"),
        path("account/email/", account.email_is_fixed),
        path("account/enterprises/", include("entrepreneurs.own_urls")),
        path("account/fairs/", include("events.own_fairs_urls")),
        path("account/cases/", include("consultations.case_urls")),
        path("account/data/", include("entrepreneurs.person_urls")),
        path("account/board/", include("entrepreneurs.board_urls")),
        path("account/initiatives/", include("entrepreneurs.signing_urls")),
        path("account/", include("allauth.urls")),
        path("consultations/", include("consultations.urls")),
        path("events/", include("events.urls")),
        path("enterprises/", include("entrepreneurs.urls")),
        path("press/", include("center.press_urls")),
        path("research/", include("research.urls")),
        path("resources/", include("center.resource_urls")),
        path("eligibility/", include("entrepreneurs.eligibility_urls")),
        path("advocacy/", include("center.advocacy_urls")),
        prefix_default_language=True,
    ),
]
# Uploads are pictures that we re-encoded ourselves. A web server in front may serve them instead.
if settings.MEDIA_URL.startswith("/"):
    urlpatterns.append(re_path(rf"^{settings.MEDIA_URL.strip('/')}/(?P<path>.*)$", media.uploaded))

handler400 = "center.error_pages.bad_request"
handler403 = "center.error_pages.forbidden"
handler404 = "center.error_pages.not_found"
# Not one of Django's: allauth answers with it.
handler429 = "center.error_pages.too_many_tries"
handler500 = "center.error_pages.server_error"
