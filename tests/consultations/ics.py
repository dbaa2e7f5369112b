"""Calendar files in the fewest words."""


def event(*lines: str, uid: str = "1@elsewhere.example") -> str:
    return "\r\n".join(["BEGIN:VEVENT", f"UID:{uid}", *lines, "END:VEVENT", ""])


def timed(start: str, end: str, *more: str, uid: str = "1@elsewhere.example") -> str:
    """Return an event from and to such a moment as in a file: 20260907T090000Z, or without Z for no zone."""
    return event(f"DTSTART:{start}", f"DTEND:{end}", *more, uid=uid)


def calendar(*parts: str) -> bytes:
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//elsewhere//EN\r\n"
    return f"{head}{''.join(parts)}END:VCALENDAR\r\n".encode()
