"""Taking the protection off a PDF."""

import io
import re
from typing import Any

from pipeline.domain.members import Protection, SetAside
from pipeline.domain.passwords import Candidate
from pipeline.domain.words import Disposition, ProtectionStatus, Scheme

# Any letter of a PDF name may be written as #xx.
_ENCRYPT = re.compile(b"/" + b"".join(b"(?:%c|#%02x|#%02X)" % (c, c, c) for c in b"Encrypt"))
_CERTIFICATE = re.compile(rb"/Filter\s*/Adobe\.PubSec")


def is_locked_pdf(content: bytes) -> bool:
    """Say whether the PDF may be encrypted: its trailer always stands outside the encrypted parts."""
    return _ENCRYPT.search(content) is not None


def open_pdf(content: bytes, candidates: tuple[Candidate, ...]) -> tuple[bytes, Protection]:
    """Write the PDF again without its protection, or raise SetAside; the empty password is tried first."""
    import pikepdf

    for candidate in (None, *candidates):
        try:
            with pikepdf.open(io.BytesIO(content), password=candidate.secret if candidate else "") as pdf:
                return _saved(pdf, candidate, content)
        except pikepdf.PasswordError:
            continue
        except Exception as error:
            raise _refusal(content) from error
    raise SetAside(
        Disposition.NOT_OPENED,
        "password_not_standard",
        "The PDF has a password that is not in the standard format.",
        format="pdf",
        protection=Protection(_scheme_as_written(content), ProtectionStatus.NOT_OPENED),
    )


def _saved(pdf: object, candidate: Candidate | None, content: bytes) -> tuple[bytes, Protection]:
    import pikepdf

    assert isinstance(pdf, pikepdf.Pdf)
    if not pdf.is_encrypted:
        return content, Protection()
    scheme = _scheme(pdf.encryption.V, pdf.encryption.R, pdf.encryption.bits, str(pdf.encryption.stream_method))
    out = io.BytesIO()
    pdf.save(out, encryption=False, static_id=True)
    if candidate is None:
        return out.getvalue(), Protection(Scheme.PDF_OWNER_ONLY, ProtectionStatus.REMOVED)
    return out.getvalue(), Protection(scheme, ProtectionStatus.REMOVED, candidate.name)


def _scheme(version: int, revision: int, bits: int, method: str) -> Scheme:
    if revision >= 5 or version >= 5:
        return Scheme.PDF_AES_256
    if version == 4 and "aes" in method.lower():
        return Scheme.PDF_AES_128
    return Scheme.PDF_RC4_40 if version == 1 or bits <= 40 else Scheme.PDF_RC4_128


def _scheme_as_written(content: bytes) -> Scheme:
    import pypdf

    try:
        entry: Any = pypdf.PdfReader(io.BytesIO(content), strict=False).trailer["/Encrypt"].get_object()
        method = "aes" if "/AESV" in str(entry.get("/CF", "")) else "rc4"
        return _scheme(int(entry.get("/V", 0)), int(entry.get("/R", 0)), int(entry.get("/Length", 40)), method)
    except Exception:  # noqa: BLE001 - the scheme is only told for the record
        return Scheme.UNKNOWN


def _refusal(content: bytes) -> SetAside:
    if _CERTIFICATE.search(content):
        return SetAside(
            Disposition.NOT_OPENED,
            "password_not_standard",
            "The PDF is locked to a person's certificate: no password opens it.",
            format="pdf",
            protection=Protection(Scheme.UNKNOWN, ProtectionStatus.NOT_OPENED),
        )
    reason = "The PDF is damaged, or protected in a way that cannot be read."
    return SetAside(Disposition.UNREADABLE, "unreadable_document", reason, format="pdf")
