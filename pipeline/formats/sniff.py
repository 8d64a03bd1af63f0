"""What a file is by its content; its name only decides where content cannot."""

import io
import re
import zipfile

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MAGIC = (
    (b"7z\xbc\xaf\x27\x1c", "7z"),
    (b"Rar!\x1a\x07", "rar"),
    (b"\x1f\x8b\x08", "gz"),
    (b"\xff\xd8\xff", "jpg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"II*\x00", "tif"),
    (b"MM\x00*", "tif"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"-----BEGIN PKCS7", "p7m"),
)
_HEIF_BRANDS = (b"heic", b"heix", b"heif", b"hevc", b"mif1", b"msf1", b"avif")
# The content type of the main part says what an Office file is, whatever its name.
_OOXML = (
    (b"wordprocessingml.document.main+xml", "docx"),
    (b"ms-word.document.macroEnabled.main+xml", "docm"),
    (b"wordprocessingml.template.main+xml", "dotx"),
    (b"ms-word.template.macroEnabledTemplate.main+xml", "docm"),
    (b"spreadsheetml.sheet.main+xml", "xlsx"),
    (b"spreadsheetml.template.main+xml", "xlsx"),
    (b"ms-excel.sheet.macroEnabled.main+xml", "xlsm"),
    (b"ms-excel.template.macroEnabled.main+xml", "xlsm"),
    (b"ms-excel.addin.macroEnabled.main+xml", "xlsm"),
    (b"ms-excel.sheet.binary.macroEnabled.main", "xlsb"),
    (b"presentationml.presentation.main+xml", "pptx"),
    (b"presentationml.slideshow.main+xml", "pptx"),
    (b"presentationml.template.main+xml", "pptx"),
    (b"ms-powerpoint.presentation.macroEnabled.main+xml", "pptx"),
    (b"ms-powerpoint.slideshow.macroEnabled.main+xml", "pptx"),
)
_PART_OF = (("word/document.xml", "docx"), ("xl/workbook.xml", "xlsx"), ("ppt/presentation.xml", "pptx"))
_ODF = {"text": "odt", "text-template": "odt", "spreadsheet": "ods", "spreadsheet-template": "ods"}
_ZIPPED = {"docx", "docm", "dotx", "odt", "xlsx", "xlsm", "xlsb", "ods", "pptx", "pages"}
_BY_NAME = {"pptm": "pptx", "dotm": "docm", "ott": "odt", "ots": "ods", "xltx": "xlsx", "ppsx": "pptx"}
_MAIL = re.compile(
    rb"(?:from|to|subject|date|received|return-path|mime-version|message-id|x-[a-z-]+|delivered-to)[ \t]*:"
)
_LARGEST_PART = 4 * 1024 * 1024  # a list of content types is some kilobytes; more is an attack


def sniff(content: bytes, name: str = "") -> str:
    """Name the format of *content* ("docx", "pdf", "empty", "unknown"); never raises, whatever it is given."""
    if not content:
        return "empty"
    for magic, found in _MAGIC:
        if content.startswith(magic):
            return found
    if content.startswith(OLE_MAGIC):
        return _sniff_ole(content, _extension(name))
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08", b"PK00PK\x03\x04")):
        return _sniff_zip(content, _extension(name))
    return _sniff_rest(content, _extension(name))


def _sniff_rest(content: bytes, extension: str) -> str:
    if (
        content[:2] == b"BM"
        and content[6:10] == b"\0\0\0\0"
        and content[14:18] in (b"\x28\0\0\0", b"\x0c\0\0\0", b"\x7c\0\0\0")
    ):
        return "bmp"
    if content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS:
        return "heic"
    if content[257:262] == b"ustar":
        return "tar"
    if b"%PDF-" in content[:1024]:
        return "pdf"
    if content[:2] in (b"\x30\x82", b"\x30\x83", b"\x30\x80") and b"\x2a\x86\x48\x86\xf7\x0d\x01\x07" in content[:64]:
        return "p7m"
    return _sniff_text(content, extension)


def _sniff_text(content: bytes, extension: str) -> str:
    start = _readable_start(content)
    if start is None:
        return "unknown"
    head = start.lstrip().lower()
    if head.startswith(b"{\\rt"):
        return "rtf"
    if head.startswith((b"<!doctype html", b"<html")) or (b"<html" in head[:2048] and head.startswith(b"<")):
        return "html"
    if head.startswith(b"<?xml"):
        return "xml"
    if extension == "eml" or (_MAIL.match(head) and _count_of_headers(head) >= 2):
        return "eml"
    if extension in ("html", "htm") and b"<" in head:
        return "html"
    if not content.strip():
        return "empty"
    return "csv" if extension == "csv" else "txt"


def _count_of_headers(head: bytes) -> int:
    return sum(1 for line in head.splitlines()[:40] if _MAIL.match(line))


def _readable_start(content: bytes) -> bytes | None:
    """Give the first 4 KiB as UTF-8 when they are text in any common encoding, else None."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content[:4096].decode("utf-16", "replace").encode()
    start = content[:4096].removeprefix(b"\xef\xbb\xbf")
    control = sum(1 for byte in start if byte < 32 and byte not in b"\t\n\r\f\x1b")
    return start if control * 100 <= len(start) else None


def _extension(name: str) -> str:
    ending = name.rpartition(".")[2].lower() if "." in name else ""
    return _BY_NAME.get(ending, ending)


def _sniff_ole(content: bytes, extension: str) -> str:
    streams = ole_streams(content)
    if streams is None:
        return extension if extension in ("doc", "xls", "ppt", "msg") else "unknown"
    top = {stream.split("/", 1)[0] for stream in streams}
    if "encryptedpackage" in top or any(part.startswith("\x06dataspaces") for part in top):
        return extension if extension in _ZIPPED | {"doc", "xls", "ppt"} else "ooxml"
    for stream, found in (
        ("worddocument", "doc"),
        ("workbook", "xls"),
        ("book", "xls"),
        ("powerpoint document", "ppt"),
    ):
        if stream in top:
            return found
    return "msg" if "__properties_version1.0" in top else "unknown"


def ole_streams(content: bytes) -> set[str] | None:
    """List the streams of an OLE file in lower case, `/` between storages; None when it is damaged."""
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(content)) as ole:
            return {"/".join(parts).lower() for parts in ole.listdir()}
    except Exception:  # noqa: BLE001 - olefile raises anything from IndexError to RecursionError on hostile bytes
        return None


def _sniff_zip(content: bytes, extension: str) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _sniff_entries(archive)
    except Exception:  # noqa: BLE001 - a damaged archive; its reader says so, under the name it goes by
        return extension if extension in _ZIPPED else "zip"


def _sniff_entries(archive: zipfile.ZipFile) -> str:
    names = set(archive.namelist())
    if "mimetype" in names:
        mime = _part(archive, "mimetype").decode("ascii", "replace").strip()
        if mime.startswith("application/vnd.oasis.opendocument."):
            return _ODF.get(mime.removeprefix("application/vnd.oasis.opendocument."), "unknown")
    if "[Content_Types].xml" in names:
        return _sniff_ooxml(archive, names)
    return "pages" if names & {"Index/Document.iwa", "Index.zip", "index.apxl"} else "zip"


def _sniff_ooxml(archive: zipfile.ZipFile, names: set[str]) -> str:
    types = _part(archive, "[Content_Types].xml")
    types = types.replace(b"\0", b"")  # UTF-16 is allowed
    for content_type, found in _OOXML:
        if content_type in types:
            return found
    return next((found for part, found in _PART_OF if part in names), "unknown")


def _part(archive: zipfile.ZipFile, name: str) -> bytes:
    if archive.getinfo(name).flag_bits & 1:
        return b""
    with archive.open(name) as part:
        return part.read(_LARGEST_PART)
