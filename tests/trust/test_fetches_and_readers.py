"""Ways out and ways in of our code, found by reading all of it: what fetches, what unpacks, what reads XML."""

import ast
import io
import socket
import uuid
import zipfile
from collections.abc import Callable
from typing import Any, Final

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured, ValidationError

from center.base import fetching
from center.base.file_kinds import kind_of
from center.base.sms.backends import Message, WaitsError
from center.base.sms.gateway import Gateway
from center.base.spreadsheets import SpreadsheetError, opened, read_table
from consultations.services.busy_calendars import add_calendar
from research.xlsform import reading as xlsform
from tests.consultations.factories import make_advisor
from tests.trust.sources import all_trees, imports, nodes

# What can reach another machine, and the only modules that may name it: the one way out, which looks at addresses
# before it connects; the socket with a time limit below it; a demo that asks itself whether it runs; mails, whose
# server the office names.
OUTWARD: Final = {
    "http.client", "urllib.request", "urllib3", "requests", "httpx", "aiohttp", "socket", "ssl", "ftplib", "smtplib",
    "poplib", "imaplib", "telnetlib", "xmlrpc", "asyncio", "websockets", "paramiko", "socketserver", "http.server",
}  # fmt: skip
MAY_GO_OUT: Final = {
    "center/base/fetching.py": {"http.client", "socket", "ssl"},
    "center/base/timed_socket.py": {"socket"},
    "center/base/local/ports.py": {"socket"},
    "center/management/commands/demo.py": {"http.client"},
    "center/services/sending.py": {"smtplib"},
}
# What makes objects or runs code of what it reads.
NEVER: Final = {
    "pickle",
    "marshal",
    "shelve",
    "dill",
    "cloudpickle",
    "jsonpickle",
    "yaml",
    "xml.sax",
    "xml.dom",
}
# The reader of XML is lxml and the standard library's own for what we write; what others wrote goes through openpyxl.
READS_XML: Final = {"xml.etree", "lxml", "xml.parsers", "defusedxml"}


def of(names: frozenset[str], wanted: set[str]) -> set[str]:
    return {each for each in wanted if any(name == each or name.startswith(f"{each}.") for name in names)}


def calls(tree: ast.Module, name: str) -> bool:
    return any(
        isinstance(n, ast.Call) and isinstance(n.func, ast.Name) and n.func.id == name for n in nodes(tree)
    )


def test_nothing_but_the_one_way_out_reaches_other_machines() -> None:
    found = {path: of(imports(tree), OUTWARD) for path, tree in all_trees().items()}
    assert {path: names for path, names in found.items() if names} == MAY_GO_OUT


def test_the_way_out_is_taken_by_calendars_and_the_gateway_of_texts_alone() -> None:
    users = {path for path, tree in all_trees().items() if "center.base.fetching" in imports(tree)}
    assert users == {"center/base/sms/gateway.py", "consultations/services/busy_calendars.py"}


def test_nothing_is_unpickled_evaluated_or_run_from_what_was_read() -> None:
    found = {
        path: of(imports(tree), NEVER) | {each for each in ("eval", "exec", "compile") if calls(tree, each)}
        for path, tree in all_trees().items()
    }
    assert {path: names for path, names in found.items() if names} == {}
    assert settings.SESSION_ENGINE == "django.contrib.sessions.backends.db"


def test_no_program_is_started_through_a_shell() -> None:
    shells = [
        f"{path}:{node.lineno}"
        for path, tree in all_trees().items()
        for node in nodes(tree)
        if isinstance(node, ast.Call)
        and (
            any(word.arg == "shell" for word in node.keywords)
            or (isinstance(node.func, ast.Attribute) and node.func.attr in {"system", "popen"})
        )
    ]
    assert shells == []


INWARD: Final = (
    "http://calendar.example/a.ics", "file:///etc/passwd", "ftp://calendar.example/", "gopher://calendar.example/",
    "https://127.0.0.1/", "https://0.0.0.0/", "https://0/", "https://127.1/", "https://2130706433/", "https://0x7f000001/",
    "https://0177.0.0.1/", "https://[::1]/", "https://[::]/", "https://[::ffff:127.0.0.1]/", "https://[::ffff:7f00:1]/",
    "https://[64:ff9b::7f00:1]/", "https://[2002:7f00:1::]/", "https://169.254.169.254/latest/", "https://10.0.0.1/",
    "https://192.168.1.1/", "https://172.16.0.1/", "https://100.64.0.1/", "https://localhost/", "https://localhost.:443/",
    "https://calendar.example:22/", "https://calendar.example:25/", "https://calendar.example:6379@127.0.0.1/",
    "https://１２７.0.0.1/", "https://①②⑦.0.0.1/", "https://127。0。0。1/", "https://calendar.example\\@localhost/",
    "https://calendar.example/\r\nHost: localhost", "//localhost/", "https:///localhost/", "https://",
)  # fmt: skip


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Every name means a machine inside, and every connection is noted and refused."""
    made: list[Any] = []

    def note(address: Any, *_args: Any, **_named: Any) -> None:
        made.append(address)
        raise ConnectionRefusedError

    def resolve(host: str, port: int, **_named: Any) -> list[Any]:
        return [(2, 1, 6, "", ("127.0.0.1", port))]

    monkeypatch.setattr(socket, "create_connection", note)
    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return made


def test_no_address_that_leads_inside_is_connected_to_by_either_way_out(connections: list[Any]) -> None:
    for address in INWARD:
        with pytest.raises(fetching.FetchError):
            fetching.fetch(address, accept="*/*", agent="x")
        with pytest.raises(fetching.FetchError):
            fetching.post(address, body=b"", headers={})
    assert connections == []


@pytest.mark.django_db
def test_a_calendar_or_a_gateway_inside_is_refused_or_never_reached(connections: list[Any]) -> None:
    advisor = make_advisor()
    for address in INWARD:
        try:
            add_calendar(advisor=advisor, address=address, counts_all_day=True, by=advisor.user)
        except ValidationError:
            continue
    for address in INWARD:
        rest = address.partition("//")[2]
        try:
            gateway = Gateway.named(f"https+gateway://token@{rest}")
        except ImproperlyConfigured:
            continue
        with pytest.raises(WaitsError):
            gateway.send(Message(key=uuid.uuid4(), to="+381641234567", text="x"))
    assert connections == []


BILLION: Final = (
    '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
    + "]>"
)
INSIDE_FILE: Final = '<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
_NS: Final = "http://schemas.openxmlformats.org"


def workbook(sheet: str, *, strings: str = "", bomb: bytes = b"") -> bytes:
    """Return a workbook with one sheet, whose XML is given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{_NS}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.'
            'openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}.worksheet+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{types}.sharedStrings+xml"/></Types>',
        )
        office = f"{_NS}/officeDocument/2006/relationships"
        links = f'<Relationships xmlns="{_NS}/package/2006/relationships">'
        archive.writestr(
            "_rels/.rels",
            f'{links}<Relationship Id="r1" Type="{office}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        archive.writestr(
            "xl/workbook.xml",
            f'<workbook xmlns="{_NS}/spreadsheetml/2006/main" xmlns:r="{office}"><sheets>'
            '<sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'{links}<Relationship Id="r1" Type="{office}/worksheet" Target="worksheets/sheet1.xml"/>'
            f'<Relationship Id="r2" Type="{office}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        )
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
        archive.writestr(
            "xl/sharedStrings.xml",
            strings or f'<sst xmlns="{_NS}/spreadsheetml/2006/main"><si><t>one</t></si></sst>',
        )
        if bomb:
            archive.writestr("xl/media/bomb.bin", bomb)
    return out.getvalue()


def cells(text: str, before: str = "") -> str:
    first, second = (f't="inlineStr"><is><t>{each}</t></is></c>' for each in (text, "two"))
    row = f'<row r="1"><c r="A1" {first}<c r="B1" {second}</row>'
    other = row.replace('r="1"', 'r="2"', 1).replace("A1", "A2").replace("B1", "B2")
    return f'{before}<worksheet xmlns="{_NS}/spreadsheetml/2006/main"><sheetData>{row}{other}</sheetData></worksheet>'


def strings(text: str, before: str) -> str:
    return f'{before}<sst xmlns="{_NS}/spreadsheetml/2006/main"><si><t>{text}</t></si></sst>'


WICKED_WORKBOOKS: Final = {
    "a billion laughs in a sheet": workbook(cells("&j;", BILLION)),
    "a billion laughs among the words": workbook(cells("x"), strings=strings("&j;", BILLION)),
    "a file of ours in a sheet": workbook(cells("&a;", INSIDE_FILE)),
    "a file of ours among the words": workbook(cells("x"), strings=strings("&a;", INSIDE_FILE)),
    "a bomb": workbook(cells("x"), bomb=b"\0" * 70_000_000),
}


@pytest.mark.parametrize("name", WICKED_WORKBOOKS)
@pytest.mark.parametrize("read", [read_table, xlsform.read], ids=["tables", "questionnaires"])
def test_no_workbook_unpacks_to_more_than_it_is_or_brings_a_file_of_ours(
    name: str, read: Callable[[bytes], Any]
) -> None:
    try:
        found = repr(read(WICKED_WORKBOOKS[name]))
    except (SpreadsheetError, ValidationError) as error:
        found = repr(error)
    assert "root:" not in found
    assert len(found) < 20_000


def test_the_same_workbook_without_wickedness_is_read() -> None:
    table = read_table(workbook(cells("words")))
    assert table.headers == ("words", "two")
    with opened(workbook(cells("words"))) as book:
        assert book.sheetnames == ["a"]


def test_no_module_reads_xml_of_others_by_itself() -> None:
    """Those that name a parser only write; none of them parses."""
    readers = {
        path
        for path, tree in all_trees().items()
        if of(imports(tree), READS_XML)
        for node in nodes(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"fromstring", "parse", "iterparse", "XML", "XMLParser"}
    }
    assert readers == set()


def test_an_archive_in_a_document_is_looked_at_and_never_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"\0" * 300_000_000)
    with pytest.raises(ValidationError):
        kind_of(io.BytesIO(out.getvalue()), most_bytes=7 * 1024**2)
