"""What is said in public: answers, news, the newsletter, the press, funding, initiatives."""

import uuid

from center.choices import Role
from center.models import AdvocacyInitiative, FundingCall, NewsItem, NewsletterIssue, PressRelease, Question
from tests.handbook.stage import Stage, scene


@scene("question-page")
def question(stage: Stage) -> None:
    asked = Question.objects.create(
        name="Мила Демо",
        phone="+381641234567",
        text="Хтела бих да отворим малу радионицу за шивење са комшиницама. Одакле да почнемо?",
        language="sr",
        submission=uuid.uuid4(),
    )
    stage.open("/admin/").get_by_role("heading", name="Питања посетилаца").wait_for()
    page = stage.open(f"/admin/center/question/{asked.pk}/change/")
    stage.button("Означите као непожељно").wait_for()
    stage.mark(stage.button("Означите као одговорено"), 4)
    stage.take("#content h1", page.locator("#content-main"), lowest=760)


@scene("news-write", Role.EDITOR)
def write_news(stage: Stage) -> None:
    page = stage.open("/admin/center/newsitem/add/")
    page.locator("[name=title_sr]").fill("Три нове тезге на пијаци")
    page.locator("[name=summary_sr]").fill("Од суботе три социјална предузећа продају на градској пијаци.")
    page.locator("[name=body_sr]").fill(
        "У суботу ујутру отворене су три тезге. На њима се продају мед, зимница и торбе.\n\n"
        "## Кад раде\n\n- суботом, од 7 до 13"
    )
    page.locator("[name=body_sr]").evaluate("field => { field.scrollTop = 0 }")
    stage.button("Погледајте пре чувања").wait_for()
    stage.take(
        page.get_by_role("heading", name="Српски"),
        "[name=body_sr]",
        page.get_by_role("heading", name="Енглески"),
        lowest=900,
    )


@scene("news-publish", Role.EDITOR)
def publish_news(stage: Stage) -> None:
    item = NewsItem.objects.filter(state="draft").earliest("pk")
    page = stage.open(f"/admin/center/newsitem/{item.pk}/change/")
    stage.mark(stage.button("Направите везу за преглед"), 6)
    stage.mark(stage.button("Објавите одмах"), 7)
    for words in ("Изаберите дан и време", "Архивирајте"):
        stage.button(words).wait_for()
    stage.take(
        "#content h1",
        page.get_by_role("heading", name="Стање"),
        page.get_by_role("heading", name="Српски"),
        lowest=560,
    )


@scene("newsletter-issue", Role.EDITOR)
def newsletter(stage: Stage) -> None:
    issue = NewsletterIssue.objects.filter(state="draft").earliest("pk")
    page = stage.open(f"/admin/center/newsletterissue/{issue.pk}/change/")
    stage.mark(stage.button("Пошаљите пробу себи"), 4)
    stage.mark(stage.button("Пошаљите одмах"), 5)
    stage.button("Пошаљите касније").wait_for()
    stage.link("Преглед на три језика").wait_for()
    stage.take(
        "#content h1", page.get_by_role("heading", name="Наслов поруке"), "[name=subject_sr]", lowest=640
    )


@scene("press-send", Role.EDITOR)
def press(stage: Stage) -> None:
    release = PressRelease.objects.exclude(state__in=("draft", "withdrawn")).latest("pk")
    page = stage.open(f"/admin/center/pressrelease/{release.pk}/change/")
    page.get_by_role("link", name="Пошаљите медијима").first.click()
    page.wait_for_load_state("networkidle")
    stage.mark(stage.button("Пошаљите изабранима"), 5)
    stage.take("#content h1", ".press-send", lowest=860)


@scene("funding-call", Role.EDITOR)
def funding(stage: Stage) -> None:
    call = FundingCall.objects.filter(state="published").earliest("pk")
    page = stage.open(f"/admin/center/fundingcall/{call.pk}/change/")
    stage.button("Донатор је повукао конкурс").wait_for()
    page.get_by_text("Дан рока").first.wait_for()
    stage.mark(stage.button("Проверено данас"), 3)
    stage.take("#content h1", page.get_by_role("heading", name="Шта се даје"), "[name=title_sr]", lowest=560)


@scene("initiative-page", Role.EDITOR)
def initiative(stage: Stage) -> None:
    asked = AdvocacyInitiative.objects.filter(state="submitted").earliest("pk")
    page = stage.open(f"/admin/center/advocacyinitiative/{asked.pk}/change/")
    stage.mark(stage.button("Упишите шта се догодило"), 5)
    stage.mark(stage.button("Додајте документ"), 6)
    stage.button("Повуците последњи корак").wait_for()
    stage.take("#content h1", page.get_by_role("heading", name="Шта се тражи"), lowest=640)
