"""The registry of open data: each app names the datasets that anybody may take, in its own `open_data.py`.

One view of the center serves every file of every dataset (conditional requests, CORS, streaming) and one page and
one DCAT catalogue describe them, so an app says only what there is.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import QueryDict
from django.utils.functional import Promise

Text = str | Promise


@dataclass(frozen=True)
class Version:
    """What state the data are in: `tag` changes with every change of any byte, `modified` is aware."""

    tag: str
    modified: datetime


@dataclass(frozen=True)
class Field:
    """One entry of the data dictionary; `scheme` names the list that a code is of."""

    name: str
    about: Text
    scheme: Text = ""


@dataclass(frozen=True)
class File:
    """One file at `/data/<name>`; `write` yields its text piece by piece, in bounded memory.

    It takes the selection of the dataset, "" for everything.
    """

    name: str
    media_type: str
    about: Text
    write: Callable[[str], Iterator[str]]


def _everything(_query: QueryDict) -> str:
    return ""


@dataclass(frozen=True)
class Dataset:
    """A dataset with its files. `version` must be cheap: every conditional request asks for it.

    `codes` returns the fixed lists, each code with its labels in the active language. `selection` reads from an
    address which part of the dataset is asked for and returns it in one spelling: the same part, the same text.
    """

    slug: str
    title: Text
    about: Text
    keywords: tuple[Text, ...]
    fields: tuple[Field, ...]
    files: tuple[File, ...]
    version: Callable[[], Version]
    since: Callable[[], date | None]
    codes: Callable[[], dict[str, dict[str, str]]] = dict
    selection: Callable[[QueryDict], str] = _everything


@dataclass(frozen=True)
class Publication:
    """Something that is published once, with files of its own elsewhere: `node` describes it by DCAT."""

    title: Text
    url: str
    node: dict[str, Any]


_datasets: dict[str, Dataset] = {}
_publications: list[Callable[[str], list[Publication]]] = []


def register(dataset: Dataset) -> None:
    """Add a dataset; raises ValueError for a name of a dataset or a file that is taken."""
    taken = set(files())
    if dataset.slug in _datasets or taken & {file.name for file in dataset.files}:
        msg = f"The open data {dataset.slug} or one of its files is named twice."
        raise ValueError(msg)
    _datasets[dataset.slug] = dataset


def register_publications(listed: Callable[[str], list[Publication]]) -> None:
    """Add what tells the publications of an app; it takes the identifier of the publisher in the catalogue."""
    _publications.append(listed)


def publications(publisher: str) -> list[Publication]:
    """Return all that is published now, in the active language."""
    return [each for listed in _publications for each in listed(publisher)]


def datasets() -> list[Dataset]:
    """Return all datasets in the order of their registration."""
    return list(_datasets.values())


def files() -> dict[str, tuple[Dataset, File]]:
    """Return every file by its name."""
    return {file.name: (dataset, file) for dataset in _datasets.values() for file in dataset.files}
