"""What is done with data of people who come for advice."""

from django.utils.translation import gettext_lazy as _

from center.base.personal_data.activities import Basis, activity
from consultations.models import (
    Absence,
    AccessRequest,
    Advisor,
    BudgetMonth,
    BudgetRow,
    BusinessPlan,
    BusyCalendar,
    BusyTime,
    CalendarFeed,
    Call,
    CallAttempt,
    CanvasBlock,
    CanvasEarlier,
    Case,
    CaseDocument,
    CaseNote,
    CaseTask,
    Consultation,
    Participation,
    PlanComment,
    Reminder,
    StageChange,
    VisitMove,
)

activity(
    _("Consultations and group sessions"),
    people=_("people who come for advice"),
    basis=Basis.CONSENT,
    of=[Consultation, Participation, Reminder, Call, CallAttempt, VisitMove],
)
activity(
    _("Cases and business plans"),
    people=_("people who are advised over many visits"),
    basis=Basis.CONSENT,
    of=[
        Case, StageChange, CaseNote, CaseDocument, CaseTask, AccessRequest, BusinessPlan, CanvasBlock, CanvasEarlier,
        BudgetRow, BudgetMonth, PlanComment,
    ],
)  # fmt: skip
activity(
    _("Working time of advisors"),
    people=_("advisors of the office"),
    basis=Basis.CONTRACT,
    of=[Advisor, Absence, BusyCalendar, BusyTime, CalendarFeed],
    told=_("the public, of the advisor's name and introduction"),
)
