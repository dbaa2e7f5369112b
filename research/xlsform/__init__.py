"""Questionnaires as XLSForm workbooks (xlsform.org), the format of KoboToolbox and ODK: read, checked and written.

    read(data)          Reading: the definition, or all errors with rows and columns; warnings
    write(definition)   the workbook; read(write(d)).definition == d
    check(data)         the same as `read` as one JSON object

Nothing here knows the database. Serbian texts are kept in Cyrillic; what was typed in Latin is converted. Limits are
in `limits`.
"""

from research.xlsform.checking import as_json, check
from research.xlsform.dynamic import is_dynamic
from research.xlsform.messages import Findings, Message, Reading
from research.xlsform.reading import read
from research.xlsform.writing import write

__all__ = ["Findings", "Message", "Reading", "as_json", "check", "is_dynamic", "read", "write"]
