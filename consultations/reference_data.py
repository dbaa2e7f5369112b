"""The tasks that cases get at each stage, as an office starts with; from then on they are the office's own.

Filled in after a `migrate` while there are none. Ours, from the steps of Law 14/2022 and of a first plan.
"""

from typing import Any, Final

from django.apps import AppConfig

from consultations.choices import CaseStage
from consultations.models import BookingSettings, TaskTemplate

# Stage, days from its beginning, whether it is the person's own, Serbian, English.
_TASKS: Final = (
    (
        CaseStage.INTAKE,
        7,
        False,
        "Објаснити како радимо и узети сагласност за вођење предмета",
        "Explain how we work and record the consent to keep a case",
    ),
    (CaseStage.INTAKE, 14, True, "Урадити проверу на порталу", "Do the self-check on the portal"),
    (
        CaseStage.IDEA,
        14,
        True,
        "Записати идеју на једној страни: шта, за кога и са ким",
        "Write the idea on one page: what, for whom and with whom",
    ),
    (
        CaseStage.IDEA,
        14,
        False,
        "Наћи слична предузећа у адресару",
        "Find similar enterprises in the directory",
    ),
    (
        CaseStage.IDEA,
        30,
        True,
        "Разговарати са три могућа купца или корисника",
        "Talk to three possible buyers or users",
    ),
    (CaseStage.PLAN, 21, True, "Попунити план посла", "Fill in the business plan"),
    (CaseStage.PLAN, 30, True, "Саставити први буџет", "Make the first budget"),
    (
        CaseStage.PLAN,
        30,
        False,
        "Проверити подстицаје и конкурсе",
        "Look for incentives and calls for proposals",
    ),
    (CaseStage.REGISTRATION, 14, False, "Изабрати правни облик", "Choose the legal form"),
    (CaseStage.REGISTRATION, 21, True, "Припремити оснивачки акт", "Prepare the founding act"),
    (
        CaseStage.REGISTRATION,
        30,
        True,
        "Поднети пријаву Агенцији за привредне регистре",
        "File the application with the Business Registers Agency",
    ),
    (
        CaseStage.REGISTRATION,
        45,
        False,
        "Унети предузеће у евиденцију",
        "Enter the enterprise in the records",
    ),
    (
        CaseStage.OPERATING,
        14,
        False,
        "Објавити профил у адресару",
        "Publish the profile in the directory",
    ),
    (
        CaseStage.OPERATING,
        90,
        False,
        "Посетити предузеће после три месеца",
        "Visit the enterprise after three months",
    ),
    (
        CaseStage.OPERATING,
        180,
        False,
        "Пребројати отворена радна места",
        "Count the jobs that were created",
    ),
)


def after_migrate(sender: AppConfig, *, using: str, **kwargs: Any) -> None:
    """Receive `post_migrate` of this app."""
    fill(using=using)


def fill(*, using: str) -> None:
    """Add the tasks and the rules of reminders while there are none; what the office changed stays."""
    BookingSettings.objects.using(using).get_or_create(pk=1)
    templates = TaskTemplate.objects.using(using)
    if templates.exists():
        return
    for position, (stage, days, for_person, serbian, english) in enumerate(_TASKS, 1):
        TaskTemplate(
            stage=stage,
            days=days,
            for_person=for_person,
            title_sr=serbian,
            title_en=english,
            position=position,
        ).save(using=using)
