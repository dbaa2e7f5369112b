"""Addresses of the news."""

from django.urls import path

from center.views import news

app_name = "news"
urlpatterns = [
    path("", news.news, name="news"),
    path("<int:year>/", news.of_year, name="of_year"),
    path("category/<slug:slug>/", news.of_category, name="of_category"),
    path("preview/<int:number>/", news.preview, name="preview"),
    path("<slug:slug>/", news.item, name="item"),
    path("<slug:slug>/share", news.share_picture, name="share_picture"),
]
