"""Take the protection off one file."""

from pipeline.domain.members import Member, Opened, Protection
from pipeline.domain.passwords import Candidate
from pipeline.formats.odf_lock import is_locked_odf, open_odf
from pipeline.formats.office_lock import open_office
from pipeline.formats.pdf_lock import is_locked_pdf, open_pdf
from pipeline.formats.sniff import OLE_MAGIC, sniff


def unlock(member: Member, candidates: tuple[Candidate, ...]) -> Opened:
    """Open *member* with no password or the first fitting candidate; raises SetAside if none does or it is damaged."""
    found = sniff(member.content, member.name)
    content, protection = _open(member, found, candidates)
    return Opened(member, content, sniff(content, member.name) if protection.status != "none" else found, protection)


def _open(member: Member, found: str, candidates: tuple[Candidate, ...]) -> tuple[bytes, Protection]:
    content = member.content
    if content.startswith(OLE_MAGIC):
        return open_office(content, member.name, candidates)
    if found == "pdf" and is_locked_pdf(content):
        return open_pdf(content, candidates)
    if found in ("odt", "ods", "unknown") and is_locked_odf(content):
        return open_odf(content, found, candidates)
    return content, Protection()
