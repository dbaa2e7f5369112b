"""Addresses below /research/."""

from django.urls import path

from research.views import answering, census, front, paper, results, surveys

app_name = "research"
urlpatterns = [
    path("", front.front, name="front"),
    path("census/", census.show, name="census"),
    path("surveys/<slug:slug>/", surveys.survey, name="survey"),
    path("surveys/<slug:slug>/continue/", surveys.go_on, name="survey_continue"),
    path("surveys/<slug:slug>/page/<int:number>/", answering.page, name="survey_page"),
    path("surveys/<slug:slug>/later/", answering.later, name="survey_later"),
    path("surveys/<slug:slug>/send/", answering.send, name="survey_send"),
    path("surveys/<slug:slug>/discard/", answering.discard, name="survey_discard"),
    path("surveys/<slug:slug>/form.pdf", paper.form_on_paper, name="survey_paper"),
    path("surveys/<slug:slug>/thanks/", surveys.thanks, name="survey_thanks"),
    path("results/<slug:slug>/", results.results, name="results"),
    path("results/<slug:slug>/<int:number>/", results.release, name="release"),
    path("results/<slug:slug>/<int:number>/<slug:kind>.<slug:suffix>", results.download, name="release_file"),
]
