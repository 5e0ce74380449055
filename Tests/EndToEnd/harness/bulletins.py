"""Publishes and draws bulletins through the stock client."""

import hashlib
import re
from html.parser import HTMLParser


def module():
    """The contract's module."""
    from tupo.reporting.v1 import bulletin_pb2

    return bulletin_pb2


def publish(city, programme: str, month: str, **more):
    """Publishes a month's bulletin."""
    request = module().PublishBulletinRequest(parent=f"programmes/{programme}", month=month, **more)
    return city.bulletins.PublishBulletin(request)


def pieces(city, name: str, form: str, **more) -> list:
    """The pieces of a drawn bulletin."""
    request = module().RenderBulletinRequest(name=name, format=module().Format.Value(f"FORMAT_{form}"), **more)
    return list(city.bulletins.RenderBulletin(request))


def draw(city, name: str, form: str, **more) -> bytes:
    """The bytes of a drawn bulletin, its size, order and hash checked."""
    received = pieces(city, name, form, **more)
    whole = b"".join(piece.chunk for piece in received)
    offset = more.get("offset", 0)
    for piece in received:
        assert piece.offset == offset and 0 < len(piece.chunk) <= 64 * 1024
        offset += len(piece.chunk)
    assert received[0].size == offset
    if not more.get("offset"):
        assert received[0].sha256 == hashlib.sha256(whole).digest()
    return whole


def inline_text(inline) -> str:
    """What a piece of running text prints."""
    kind = inline.WhichOneof("kind")
    return inline.figure.text if kind == "figure" else getattr(inline, kind)


def line(inlines) -> str:
    """What pieces of running text print, blanks removed."""
    return squeezed("".join(map(inline_text, inlines)))


def running(block) -> list:
    """The running texts of a block: of a paragraph, a note or a list."""
    match block.WhichOneof("kind"):
        case "paragraph":
            return [block.paragraph]
        case "note":
            return [block.note]
        case "list":
            return list(block.list.items)
    return []


def paragraphs(document) -> list[str]:
    """All headings and running texts of a document in order, blanks removed."""
    found = []
    for block in document.blocks:
        if block.WhichOneof("kind") == "heading":
            found.append(squeezed(block.heading.text))
        found += [line(text.inlines) for text in running(block)]
    return found


def tables(document) -> list:
    """The tables of a document."""
    return [block.table for block in document.blocks if block.WhichOneof("kind") == "table"]


def rows(document) -> list[list[str]]:
    """The rows of all tables as text."""
    return [[line(cell.inlines) for cell in row.cells] for table in tables(document) for row in table.rows]


def figures(document) -> list:
    """Every printed number that can tell how it came to be, tables included."""
    inlines = [inline for block in document.blocks for text in running(block) for inline in text.inlines]
    inlines += [
        inline for table in tables(document) for row in table.rows for cell in row.cells for inline in cell.inlines]
    return [inline.figure for inline in inlines if inline.WhichOneof("kind") == "figure"]


def squeezed(text: str) -> str:
    """The text without any blanks: how a line is broken does not matter."""
    return re.sub(r"\s+", "", text)


class _Words(HTMLParser):
    """The text of a page without scripts and styles; open elements are counted."""

    VOID = {"br", "hr", "img", "input", "link", "meta", "col", "wbr"}

    def __init__(self):
        super().__init__()
        self.words, self.open, self.outside = [], [], []

    def handle_starttag(self, tag, attributes):
        if tag not in self.VOID:
            self.open.append(tag)
        loads = [value for name, value in attributes if name in ("src", "href") and value]
        self.outside += [value for value in loads if not value.startswith(("#", "data:"))]

    def handle_endtag(self, tag):
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data):
        if not {"script", "style"} & set(self.open):
            self.words.append(data)


def page(html: bytes) -> tuple[str, list[str]]:
    """The words of a page, blanks removed, and what it would load from outside."""
    parser = _Words()
    parser.feed(html.decode("utf-8"))
    return squeezed("".join(parser.words)), parser.outside
