"""Sends a CSV file as the client stream of FigureService.ImportFigures."""

import csv
import uuid
from collections.abc import Iterator
from pathlib import Path

Rows = list[list[str]]


def read(path: Path) -> Rows:
    """All rows of a file, the headings first."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def stream(rows: Rows, parent: str, *, file: str, slice_rows: int = 500, **heading) -> Iterator:
    """The messages: the heading, then slices. `heading` sets its other fields; a request id is made where none is."""
    from tupo.indicators.v1 import figure_pb2

    message = figure_pb2.ImportFiguresRequest
    heading.setdefault("request_id", str(uuid.uuid4()))
    yield message(heading=message.Heading(parent=parent, file=file, columns=rows[0], row=1, **heading))
    numbered = [message.Row(number=index, cells=cells) for index, cells in enumerate(rows[1:], start=2)]
    for start in range(0, len(numbered), slice_rows):
        yield message(slice=message.Slice(rows=numbered[start:start + slice_rows]))


def all_figures(stub, parent: str, **filters) -> tuple[list, object]:
    """Every figure, page by page at one version, and that version."""
    from tupo.common.v1 import version_pb2
    from tupo.indicators.v1 import figure_pb2

    figures, request, version = [], figure_pb2.ListFiguresRequest(parent=parent, page_size=500, **filters), None
    while True:
        page = stub.ListFigures(request)
        figures += page.figures
        version = version or page.version
        assert page.version == version, "pages of one list came from two versions"
        if not page.next_page_token:
            return figures, version
        request.page_token = page.next_page_token
        request.read.CopyFrom(version_pb2.ReadPoint(version=version))
