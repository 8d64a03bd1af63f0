"""A tagged PDF of a finished Word letter without any office program: its own paragraphs, set by Typst (PDF/UA-1).

The Word file stays the master: every paragraph, heading, list and table of it is set again in the same order, at the
same size of letters, with the address in the same window.
"""

import json
from collections.abc import Iterator
from io import BytesIO
from typing import Any

_HEADINGS = {"Heading 1": "=", "Heading 2": "=="}
_LISTS = {"List Bullet": "list", "List Number": "enum"}
_FONTS = ("Arial", "Liberation Sans", "DejaVu Sans", "Libertinus Serif")
_WINDOW = "dx: 0mm, dy: 50mm - 20mm"  # 50 mm from the top of the page, whose margin is 20 mm


def typeset(letter: bytes) -> bytes:
    """Set the Word file *letter* as a tagged PDF with its title and language.

    A letter with a sign that no font of the machine has is set without the promise of PDF/UA; the sign shows as a box.
    """
    import typst

    text = source(letter).encode()
    try:
        made: bytes = typst.compile(text, pdf_standards="ua-1")
    except typst.TypstError as error:
        if "could not be displayed" not in str(error):
            raise
        made = typst.compile(text)
    return made


def source(letter: bytes) -> str:
    """Write the letter as Typst markup; every word of it is a quoted string, so that none can be markup."""
    from docx import Document

    document = Document(BytesIO(letter))
    title = document.core_properties.title or "Letter"
    size = (document.styles["Normal"].font.size.pt) if document.styles["Normal"].font.size else 12
    header = " ".join(one.text for one in document.sections[0].header.paragraphs).strip()
    fonts = ", ".join(json.dumps(font) for font in _FONTS)
    lines = [
        f"#set document(title: {_quoted(title)})",
        f'#set text(font: ({fonts}), size: {size}pt, lang: "en", region: "GB")',
        '#set page(paper: "a4", margin: (x: 22mm, y: 20mm), '
        f"header: align(left, text(size: {size}pt, {_quoted(header)})))",
        "#set par(leading: 0.65em, spacing: 1em)",
        *_blocks(document),
    ]
    return "\n".join(lines) + "\n"


def _blocks(document: Any) -> Iterator[str]:
    window: list[str] = []
    items: list[str] = []
    kind = ""
    for one in document.iter_inner_content():
        style = one.style.name if hasattr(one, "runs") else ""
        if items and style not in _LISTS:
            yield f"#{kind}({', '.join(items)})"
            items = []
        if window and style != "Window":
            yield _address(window)
            window = []
        if not hasattr(one, "runs"):
            yield _table(one)
        elif style == "Window":
            window.append(_runs(one))
        elif style in _LISTS:
            kind = _LISTS[style]
            items.append(f"[{_runs(one)}]")
        elif one.text.strip():
            yield _paragraph(one, style)
    if items:
        yield f"#{kind}({', '.join(items)})"


def _paragraph(one: Any, style: str) -> str:
    if style in _HEADINGS:
        return f"{_HEADINGS[style]} #text({_quoted(one.text)})"
    if style == "Letterhead":
        return f"#block(spacing: 0.5em, width: 100%, align(right)[{_runs(one)}])"
    return f"{_runs(one)}\n"


def _address(lines: list[str]) -> str:
    inside = " #linebreak() ".join(lines)
    return f"#place(top + left, {_WINDOW}, box(width: 85mm)[{inside}])\n#v(48mm)"


def _runs(paragraph: Any) -> str:
    told = []
    for run in paragraph.runs:
        if not run.text:
            continue
        text = f"#text({_quoted(run.text)})"
        text = f"#strong[{text}]" if run.bold else text
        told.append(f"#strike[{text}]" if run.font.strike else text)
    return "".join(told)


def _table(table: Any) -> str:
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    head = ", ".join(f"[#strong[#text({_quoted(text)})]]" for text in rows[0])
    body = ", ".join(f"[#text({_quoted(text)})]" for row in rows[1:] for text in row)
    return f"#table(columns: {len(rows[0])}, table.header({head}){', ' + body if body else ''})\n"


def _quoted(text: str) -> str:
    """Write *text* as a Typst string: quotes and backslashes escaped, what cannot be printed made blank."""
    plain = "".join(
        letter for letter in text.replace("\t", " ").replace("\n", " ") if letter.isprintable() or letter == " "
    )
    escaped = plain.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
