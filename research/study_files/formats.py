"""The list of formats."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from research.study import Study
from research.study_files import datapackage, ddi, microdata_csv, report, sav, study_json, tables_csv, xlsx

Writer = Callable[[Study, str], bytes]


@dataclass(frozen=True)
class Format:
    """One download: `code` stands in addresses, `title` and `about` are for people.

    `has_data`: it is nothing without microdata, so it is not offered for a release of tables only.
    """

    code: str
    title: str | Promise
    about: str | Promise
    suffix: str
    media_type: str
    write: Writer
    has_data: bool = False


FORMATS: Final = (
    Format(
        "report", _("Report"), _("PDF to read and to print"), report.SUFFIX, report.MEDIA_TYPE, report.write
    ),
    Format("workbook", _("Workbook"), _("Excel: results and data"), xlsx.SUFFIX, xlsx.MEDIA_TYPE, xlsx.write),
    Format(
        "tables",
        _("Results"),
        _("CSV, a line for each figure"),
        tables_csv.SUFFIX,
        tables_csv.MEDIA_TYPE,
        tables_csv.write,
    ),
    Format(
        "data",
        _("Data"),
        _("CSV, a line for each respondent"),
        microdata_csv.SUFFIX,
        microdata_csv.MEDIA_TYPE,
        microdata_csv.write,
        has_data=True,
    ),
    Format(
        "spss",
        _("Data for SPSS"),
        _("SAV with labels, also for R, Stata, PSPP and jamovi"),
        sav.SUFFIX,
        sav.MEDIA_TYPE,
        sav.write,
        has_data=True,
    ),
    Format(
        "codebook", _("Codebook"), _("DDI-Codebook 2.5 for archives"), ddi.SUFFIX, ddi.MEDIA_TYPE, ddi.write
    ),
    Format(
        "package",
        _("Data Package"),
        _("Frictionless: data and results with their description for programs"),
        datapackage.SUFFIX,
        datapackage.MEDIA_TYPE,
        datapackage.write,
    ),
    Format(
        "study",
        _("All of it"),
        _("JSON for programs"),
        study_json.SUFFIX,
        study_json.MEDIA_TYPE,
        study_json.write,
    ),
)


def file_name(study: Study, form: Format, language: str) -> str:
    """Return the name under which a file is saved; it tells study, version, contents and language."""
    return f"{study.identity.slug}-v{study.identity.version}-{form.code}-{language}{form.suffix}"
