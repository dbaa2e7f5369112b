"""All forms of strangers, with the world in which they can be sent and what they could change."""

from tests.crawl import event_forms, library_forms, newsletter_forms, public_forms, research_forms
from tests.crawl.public_forms import PublicForm


def forms() -> list[PublicForm]:
    """Return every form that a stranger can send."""
    return [
        *public_forms.forms(),
        *event_forms.forms(),
        *library_forms.forms(),
        *newsletter_forms.forms(),
        *research_forms.forms(),
    ]


def set_up() -> None:
    """Make what strangers meet: the office's hours, enterprises, events, a survey."""
    public_forms.set_up()
    event_forms.set_up()
    library_forms.set_up()
    newsletter_forms.set_up()
    research_forms.set_up()


def state() -> tuple[object, ...]:
    """Everything that a stranger could change."""
    return (
        *public_forms.state(),
        *event_forms.state(),
        *library_forms.state(),
        *newsletter_forms.state(),
        *research_forms.state(),
    )
