"""The names of WordprocessingML that the reader looks for."""

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W16DU = "http://schemas.microsoft.com/office/word/2023/wordml/word16du"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"

# A file saved as "Strict Open XML" says the same in other namespaces; these are the ones that matter here.
STRICT = {
    b"http://purl.oclc.org/ooxml/wordprocessingml/main": W.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/math": M.encode(),
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": (
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    ),
}


def w(name: str) -> str:
    """Give *name* in the namespace of WordprocessingML, as lxml writes it."""
    return f"{{{W}}}{name}"
