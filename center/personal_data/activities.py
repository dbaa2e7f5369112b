"""What the Center itself does with data of people."""

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils.translation import gettext_lazy as _
from pghistory.models import Context

from center.base.personal_data.activities import Basis, activity
from center.models import (
    AccessRecord,
    AccountEvent,
    CallSignUp,
    CouncilMember,
    Evidence,
    Journalist,
    Measurement,
    MediaRequest,
    NewsItem,
    NewsletterDelivery,
    Picture,
    PressDelivery,
    PressRelease,
    Question,
    StaffAction,
    StoredMail,
    StoredText,
    Subscriber,
    User,
)

activity(
    _("Accounts, and the log of what was done"),
    people=_("staff of the office, and people who sign in"),
    basis=Basis.INTEREST,
    of=[
        User, EmailAddress, Authenticator, UserSession, Session, Context, AccessRecord, AccountEvent, StaffAction,
    ],
)  # fmt: skip
activity(
    _("Letters and text messages"),
    people=_("everybody to whom the portal writes"),
    basis=Basis.CONTRACT,
    of=[StoredMail, StoredText],
)
activity(
    _("Questions from the contact page"),
    people=_("people who ask the office something"),
    basis=Basis.CONTRACT,
    of=[Question],
)
activity(
    _("Newsletter and reminders of deadlines"),
    people=_("readers who signed up"),
    basis=Basis.CONSENT,
    of=[Subscriber, NewsletterDelivery, CallSignUp],
)
activity(
    _("Work with the media"),
    people=_("journalists, and colleagues whom the media may ask"),
    basis=Basis.INTEREST,
    of=[Journalist, MediaRequest, PressDelivery, PressRelease],
    told=_("the public, of colleagues named in press releases"),
)
activity(
    _("News and pictures"),
    people=_("authors, and people in pictures"),
    basis=Basis.CONSENT,
    of=[NewsItem, Picture],
    told=_("the public"),
)
activity(
    _("Council of the Center"),
    people=_("members of the council"),
    basis=Basis.CONSENT,
    of=[CouncilMember],
    told=_("the public, of those who agreed"),
)
activity(
    _("Proof of what was achieved with grants"),
    people=_("people on lists and pictures that prove a result"),
    basis=Basis.INTEREST,
    of=[Measurement, Evidence],
    told=_("the donor of the grant, when it asks for proof"),
)
