"""HTML documents taken apart, without a browser."""

from html.parser import HTMLParser

from msgspec import Struct

_ALONE = {"meta", "img", "rect", "path", "br", "hr", "link", "input"}


class Element(Struct):
    """One element, with the text that stands anywhere inside it."""

    tag: str
    attributes: dict[str, str | None]
    text: str = ""
    inside: tuple[str, ...] = ()

    def has(self, name: str, value: str) -> bool:
        return self.attributes.get(name) == value


class Document(HTMLParser):
    """Every element in order, every comment; fails on what is not closed in its place."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.comments: list[str] = []
        self._open: list[Element] = []
        self.feed(text)
        self.close()
        assert not self._open, self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(set(names)) == len(names), attrs
        found = Element(tag, dict(attrs), inside=tuple(one.tag for one in self._open))
        self.elements.append(found)
        if tag not in _ALONE:
            self._open.append(found)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        # An element drawn as <rect/> was never opened.
        if tag in _ALONE:
            return
        assert self._open, tag
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)

    def all(self, tag: str) -> list[Element]:
        return [element for element in self.elements if element.tag == tag]

    def one(self, tag: str, **attributes: str) -> Element:
        names = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        (found,) = (
            e for e in self.all(tag) if all(e.has(name, value) for name, value in names.items())
        )
        return found


def level(text: str) -> str:
    """Text as a reader sees it: without joiners, with every white space one space."""
    return " ".join(text.replace("\u2060", "").split())
