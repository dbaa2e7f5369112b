from hypothesis import given

from research.definition import Definition
from research.xlsform import read, write
from tests.research.definitions import definitions


@given(definitions())
def test_a_written_workbook_is_read_as_the_same_questionnaire(definition: Definition) -> None:
    reading = read(write(definition))

    assert [each.sentence() for each in reading.errors] == []
    assert reading.definition == definition
