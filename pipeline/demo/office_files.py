"""Workbooks and locked Office files for the sample packs, and the files that are no document."""

import datetime as dt
import io
import zipfile
from collections.abc import Mapping
from email.message import EmailMessage

from pipeline.demo.word_files import fixed_zip, zipped_name


def workbook(title: str, rows: tuple[tuple[str | float, ...], ...], day: dt.date) -> bytes:
    """Write *rows* as the one sheet of an .xlsx named *title*."""
    import openpyxl

    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title[:31]
    for row in rows:
        sheet.append(row)
    written = io.BytesIO()
    book.save(written)
    return fixed_zip(written.getvalue(), day)


def locked_office(content: bytes, password: str) -> bytes:
    """Lock a .docx or .xlsx with *password* as Office 2010 and later do."""
    from msoffcrypto.format.ooxml import OOXMLFile

    written = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt(password, written)
    return written.getvalue()


def email_with(subject: str, words: str, day: dt.date, attachments: Mapping[str, bytes]) -> bytes:
    """Write an e-mail from a school with *attachments*, name to content."""
    message = EmailMessage()
    message["From"] = "SENCO <senco@school.example>"
    message["To"] = "SEN Team <sen.team@council.example>"
    message["Subject"] = subject
    message["Date"] = dt.datetime.combine(day, dt.time(15, 5), dt.UTC)
    message["Message-ID"] = f"<{day:%Y%m%d}.1505@school.example>"
    message.set_content(words)
    for name, content in attachments.items():
        message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    # The library draws a boundary by chance; a fixed one gives the same bytes for the same day.
    message.set_boundary("=====part-of-the-message=====")
    return message.as_bytes()


def secure_mail_page(sender: str) -> bytes:
    """Write the page that a secure mail service sends in place of the document."""
    return f"""<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>Barracuda Email Encryption Service</title></head><body>
<h1>You have received an encrypted message</h1>
<p>{sender} has sent you an encrypted message through the Barracuda Email Encryption Service.</p>
<p>To read your message, click the link below and sign in to the Barracuda Message Center. If you have not used the
service before you will be asked to create a password.</p>
<p><a href="https://encrypt.barracudanetworks.com/login?nid=EXAMPLE">View your encrypted message</a></p>
<p>This message will expire in 30 days.</p></body></html>
""".encode()


def zipped(files: Mapping[str, bytes], day: dt.date) -> bytes:
    """Write *files*, path to content, as a zip dated *day*."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipped_name(name, day), content, zipfile.ZIP_DEFLATED)
    return written.getvalue()
