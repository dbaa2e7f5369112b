"""What the demo starts with: the office, one login for each role, and one of a member. All people are made up."""

from datetime import time
from decimal import Decimal

from django.contrib.auth.models import Group

from center.choices import Role
from center.choices.indicators import OrganisationType
from center.models import Office, OfficeHours, User

# (role, name, e-mail, password); printed by `manage.py demo`, so nothing to protect.
_PEOPLE = [
    (Role.COORDINATOR, "Марија Демо", "coordinator@demo.example", "demo-coordinator"),
    (Role.ADVISOR, "Јелена Демо", "advisor@demo.example", "demo-advisor-one"),
    (Role.ADVISOR, "Никола Демо", "advisor2@demo.example", "demo-advisor-two"),
    (Role.ADVISOR, "Љиљана Демо", "advisor3@demo.example", "demo-advisor-three"),
    (Role.EDITOR, "Ана Демо", "editor@demo.example", "demo-editor-one"),
    (Role.RESEARCHER, "Урош Демо", "researcher@demo.example", "demo-researcher"),
]
# Somebody who runs one of the made-up enterprises; no staff.
_MEMBER = ("Вера Демо", "member@demo.example", "demo-member-one")
LOGINS: list[tuple[str, str, str]] = [
    *((str(role), email, password) for role, _, email, password in _PEOPLE),
    ("member", *_MEMBER[1:]),
]


def demo_user(role: Role, number: int = 1) -> User:
    """Return the demo's n-th user of a role (from 1); `load` makes them first."""
    emails = [email for each, _, email, _ in _PEOPLE if each == role]
    return User.objects.get(email=emails[number - 1])


def demo_member() -> User:
    """Return the demo's login of a member; `load` makes it first."""
    return User.objects.get(email=_MEMBER[1])


def load() -> None:
    """Make the demo's office and staff unless they are there; what somebody changed stays changed."""
    office, created = Office.objects.get_or_create(pk=1, defaults=_OFFICE)
    if created:
        OfficeHours.objects.bulk_create(
            OfficeHours(office=office, weekday=day, opens=time(9), closes=time(13)) for day in range(1, 6)
        )
    for role, name, email, password in _PEOPLE:
        if not User.objects.filter(email=email).exists():
            user = User.objects.create_user(email, password, name=name, is_staff=True)
            user.groups.add(Group.objects.get(name=str(role)))
    name, email, password = _MEMBER
    if not User.objects.filter(email=email).exists():
        User.objects.create_user(email, password, name=name)


_OFFICE = {
    "country": "RS",
    "organisation_identifier": "RS-DEMO-0",
    "organisation_type": OrganisationType.OTHER,
    "name_sr": "Центар за социјално предузетништво Крушевац",
    "name_en": "Center for Social Entrepreneurship Kruševac",
    "short_name_sr": "Социјално предузетништво Крушевац",
    "short_name_en": "Social Entrepreneurship Kruševac",
    "tagline_sr": "Помажемо људима у Крушевцу да покрену посао који је користан и другима.",
    "tagline_en": "We help people in Kruševac start a business that does good for others too.",
    "about_sr": (
        "Центар себе назива првом локалном канцеларијом у земљи која помаже социјалном предузетништву.\n\n"
        "Основан је у Крушевцу да би људи на једном месту добили савет, упознали се и понудили оно што праве."
    ),
    "about_en": (
        "The Center calls itself the first local office in the country that supports social entrepreneurship.\n\n"
        "It stands in Kruševac so that people find advice, meet one another and offer what they make in one place."
    ),
    "street_sr": "Југовићева 17-3",
    "street_en": "Jugovićeva 17-3",
    "directions_sr": (
        "Ово је пример текста. Овде канцеларија описује пут: најближе аутобуско стајалиште, место за паркирање,"
        " улаз, спрат, степенице и лифт.\n\n"
        "Ако Вам затреба помоћ да нађете канцеларију или да уђете у њу, позовите нас."
    ),
    "directions_en": (
        "This text is an example. Here the office describes the way: the nearest bus stop, where to park, the"
        " entrance, the floor, steps and a lift.\n\n"
        "If you need help to find the office or to enter it, please call us."
    ),
    "postcode": "37000",
    "town_sr": "Крушевац",
    "town_en": "Kruševac",
    "phone": "+38137000000",
    "email": "kancelarija@demo.example",
    "contact_is_placeholder": True,
    # Only the town's own point is known to us, so pages say that the map does not show the entrance.
    "latitude": Decimal("43.58"),
    "longitude": Decimal("21.334"),
    "town_latitude": Decimal("43.58"),
    "town_longitude": Decimal("21.334"),
}
