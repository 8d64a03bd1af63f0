"""Photos and scans: whether they open, and how many pages they have; their text needs reading by eye or OCR."""

import io
import warnings

from pipeline.domain.documents import Content
from pipeline.domain.members import SetAside
from pipeline.domain.words import Disposition

MOST_PIXELS = 100_000_000
MOST_FRAMES = 200


def read_picture(content: bytes) -> Content:
    """Open a picture and count its pages; raises SetAside where it is damaged or larger than any scanner makes."""
    from PIL import Image

    if content[4:8] == b"ftyp":
        _know_heif()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with Image.open(io.BytesIO(content)) as image:
            width, height = image.size
            if width * height > MOST_PIXELS:
                reason = f"it has {width} by {height} points, more than any scanner makes"
                raise SetAside(Disposition.UNREADABLE, "unreadable_document", reason)
            image.load()
            frames = getattr(image, "n_frames", 1)
    read = min(frames, MOST_FRAMES)
    cut = f"only its first {MOST_FRAMES} of {frames} pages were looked at" if frames > MOST_FRAMES else ""
    return Content((), pages=read, text_source="none", confidence=0.0, blank_pages=tuple(range(1, read + 1)), cut=cut)


def _know_heif() -> None:
    """Teach the library the format of telephone photos; a decoder that is not there makes them unreadable by name."""
    try:
        import pillow_heif
    except ImportError as error:
        reason = "it is a HEIC photo, and this machine has no decoder for it"
        raise SetAside(Disposition.UNREADABLE, "unreadable_document", reason) from error
    pillow_heif.register_heif_opener()
