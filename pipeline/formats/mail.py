"""E-mails, as .eml and as Outlook's .msg: heading lines, body, attachments."""

import io
from collections.abc import Iterator
from email.message import EmailMessage
from typing import Any

from pipeline.domain.documents import Content, Paragraph, plain
from pipeline.formats.html import read_html
from pipeline.formats.rtf import text_of_rtf

_HEADINGS = ("From", "To", "Cc", "Subject", "Date")
_MOST_PARTS = 500


def read_eml(content: bytes) -> Content:
    """Read an RFC 5322 message; a heading that cannot be decoded is left out, never the message."""
    import email
    import email.policy

    message = email.message_from_bytes(content, policy=email.policy.default)
    told = {name: text for name in _HEADINGS if (text := _heading(message, name))}
    body, attachments = _parts(message)
    return _content(told, body, attachments)


def _content(told: dict[str, str], body: list[Paragraph], attachments: list[tuple[str, bytes]]) -> Content:
    lines = [plain(f"{name}: {text}") for name, text in told.items()]
    properties = {name.casefold(): text for name, text in told.items()}
    properties |= {"title": told["Subject"]} if "Subject" in told else {}
    return Content((*lines, *body), properties=properties, attachments=tuple(attachments))


def _heading(message: Any, name: str) -> str:
    try:
        return " ".join(str(message[name] or "").split())
    except Exception:  # noqa: BLE001 - the standard library raises many things at broken headings
        return ""


def _parts(message: Any) -> tuple[list[Paragraph], list[tuple[str, bytes]]]:
    texts: list[Paragraph] = []
    pages: list[Paragraph] = []
    attachments: list[tuple[str, bytes]] = []
    for number, part in enumerate(_leaves(message)):
        if number >= _MOST_PARTS:
            break
        kind, name = part.get_content_type(), _file_name(part)
        content = _bytes_of(part)
        if name or part.get_content_disposition() == "attachment" or not kind.startswith("text/"):
            attachments.append((name or _unnamed(kind, number), content))
        elif kind == "text/html":
            pages.extend(read_html(content).paragraphs)
        else:
            text = content.decode(_charset(part), "replace")
            texts.extend(plain(line.strip()) for line in text.splitlines() if line.strip())
    return texts or pages, attachments


def _leaves(message: Any) -> Iterator[Any]:
    """Give the parts that hold content; a mail inside the mail is one part, to be read as a file of its own."""
    if message.get_content_type() == "message/rfc822":
        yield message
    elif message.is_multipart():
        for part in message.iter_parts() if isinstance(message, EmailMessage) else message.get_payload():
            yield from _leaves(part)
    else:
        yield message


def _file_name(part: Any) -> str:
    try:
        return str(part.get_filename() or "")
    except Exception:  # noqa: BLE001 - as for headings
        return ""


def _unnamed(kind: str, number: int) -> str:
    endings = {"message/rfc822": "eml", "application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}
    return f"part {number + 1}.{endings.get(kind, 'bin')}"


def _bytes_of(part: Any) -> bytes:
    if part.get_content_type() == "message/rfc822":
        inner = part.get_payload()
        one = inner[0] if isinstance(inner, list) and inner else None
        return one.as_bytes() if one is not None else b""
    return part.get_payload(decode=True) or b""


def _charset(part: Any) -> str:
    import codecs

    try:
        return codecs.lookup(part.get_content_charset() or "utf-8").name
    except LookupError:
        return "utf-8"


def read_msg(content: bytes) -> Content:
    """Read an Outlook message; its body as text, else as a page, else out of its compressed RTF."""
    from oxmsg import Message

    message: Any = Message.load(io.BytesIO(content))
    told = {"From": message.sender or "", "Subject": message.subject or ""}
    people = [one.email_address or one.name for one in message.recipients]
    told["To"] = "; ".join(str(one) for one in people if one)
    sent = message.sent_date
    told["Date"] = f"{sent:%d/%m/%Y %H:%M}" if sent is not None else ""
    attachments = [
        (one.file_name or f"part {number}.bin", one.file_bytes)
        for number, one in enumerate(message.attachments, start=1)
        if one.file_bytes
    ]
    return _content({name: text for name, text in told.items() if text}, list(_msg_body(message)), attachments)


def _msg_body(message: Any) -> Iterator[Paragraph]:
    if message.body and message.body.strip():
        yield from (plain(line.strip()) for line in message.body.splitlines() if line.strip())
    elif message.html_body and message.html_body.strip():
        yield from read_html(message.html_body.encode("utf-8", "replace")).paragraphs
    elif getattr(message, "rtf_body", None):
        yield from (plain(line.strip()) for line in text_of_rtf(message.rtf_body).splitlines() if line.strip())
