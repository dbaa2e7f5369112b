from consultations.models.advisor import Absence, Advisor, ExtraHours, OpeningHours, Resource
from consultations.models.allocation import Allocation
from consultations.models.business_plan import (
    BudgetMonth,
    BudgetRow,
    BusinessPlan,
    CanvasBlock,
    CanvasEarlier,
    PlanComment,
)
from consultations.models.busy_calendar import BusyCalendar, BusyTime
from consultations.models.calendar_feed import CalendarFeed
from consultations.models.call import Call, CallAttempt
from consultations.models.case import Case, CaseAdvisor, StageChange
from consultations.models.case_access import AccessRequest
from consultations.models.case_file import CaseDocument, CaseNote
from consultations.models.case_task import CaseTask, TaskTemplate
from consultations.models.closure import Closure
from consultations.models.consultation import Consultation
from consultations.models.grants import CaseGrant, ConsultationGrant, GroupSessionGrant
from consultations.models.group_session import GroupSession
from consultations.models.move import VisitMove
from consultations.models.participation import Participation
from consultations.models.reminder import BookingSettings, Reminder
from consultations.models.topic import Topic

__all__ = [
    "Absence",
    "AccessRequest",
    "Advisor",
    "Allocation",
    "BookingSettings",
    "BudgetMonth",
    "BudgetRow",
    "BusinessPlan",
    "BusyCalendar",
    "BusyTime",
    "CalendarFeed",
    "Call",
    "CallAttempt",
    "CanvasBlock",
    "CanvasEarlier",
    "Case",
    "CaseAdvisor",
    "CaseDocument",
    "CaseGrant",
    "CaseNote",
    "CaseTask",
    "Closure",
    "Consultation",
    "ConsultationGrant",
    "ExtraHours",
    "GroupSession",
    "GroupSessionGrant",
    "OpeningHours",
    "Participation",
    "PlanComment",
    "Reminder",
    "Resource",
    "StageChange",
    "TaskTemplate",
    "Topic",
    "VisitMove",
]
