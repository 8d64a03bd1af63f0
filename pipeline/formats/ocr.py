"""Read a page that is only a picture: scans, photos, faxes. The model ships in a Python package, so it works offline.

Handwriting is not what the engine was made for: such a page comes back with a low confidence, and says so.
"""

import io
import math
import os
import sys
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

DPI = 200
LEGIBLE = 60.0  # mean confidence of 100 under which a page is not taken as read; print gives 84 to 95
_SURE_WORD = 50
_FEWEST_WORDS = 3
_MOST_PIXELS = 12_000_000  # A3 at 200 dpi is 7.7 million
_SKEWS = tuple(range(-8, 9))
_LEANS = 0.75  # degrees under which the engine needs no help
_SMALL = 500  # points wide at which the lean of the lines is measured


@dataclass(frozen=True)
class Scan:
    """One page to read: the file's content and format, and the page's number from 1."""

    content: bytes = field(repr=False)
    format: str
    page: int


@dataclass(frozen=True)
class ScannedPage:
    """What was read of one page; `confidence` runs from 0 to 1."""

    page: int
    lines: tuple[str, ...] = field(repr=False)
    confidence: float

    @property
    def legible(self) -> bool:
        """Whether enough was read with enough certainty to go by."""
        enough = sum(len(line.split()) for line in self.lines) >= _FEWEST_WORDS
        return enough and self.confidence * 100 >= LEGIBLE


def read_scan(scan: Scan) -> ScannedPage:
    """Read one page; the way round and the lean of the paper are found by what reads best."""
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")  # the pages are shared out among processes already
    image = _image(scan)
    with _engine() as engine:
        lean = _lean(image)
        best = _read(engine, _turned(image, lean) if abs(lean) >= _LEANS else image)
        if best[0] < LEGIBLE:
            turns = [_read(engine, image.rotate(turn, expand=True)) for turn in (180, 90, 270)]
            best = max(best, *turns, key=_worth)
    confidence, lines = best
    return ScannedPage(scan.page, lines, round(confidence / 100, 2))


_Reading = tuple[float, tuple[str, ...]]


def _worth(reading: _Reading) -> float:
    """A page the wrong way round gives few words, or many of low confidence."""
    return reading[0] * math.sqrt(sum(len(line) for line in reading[1]))


def _engine() -> Any:
    import tesserocr

    return tesserocr.PyTessBaseAPI(path=str(_models()), lang="eng", psm=tesserocr.PSM.AUTO)


def _models() -> Path:
    """Find the folder that the package of the model fills, in this environment."""
    return Path(sys.prefix) / "share" / "tessdata"


def _read(engine: Any, image: Any) -> _Reading:
    engine.SetImage(image)
    engine.SetSourceResolution(DPI)
    text = engine.GetUTF8Text()
    sure = [one for one in engine.AllWordConfidences() if one >= 0]
    confidence = sum(sure) / len(sure) if sure else 0.0
    lines = tuple(" ".join(line.split()) for line in text.splitlines() if line.strip())
    return confidence, lines if any(one >= _SURE_WORD for one in sure) else ()


def _image(scan: Scan) -> Any:
    return _rendered(scan) if scan.format == "pdf" else _opened(scan)


def _rendered(scan: Scan) -> Any:
    import pypdfium2

    document = pypdfium2.PdfDocument(scan.content)
    try:
        page = document[scan.page - 1]
        width, height = page.get_size()
        scale = min(DPI / 72, (_MOST_PIXELS / max(width * height, 1)) ** 0.5)
        return page.render(scale=scale, grayscale=True).to_pil().convert("L")
    finally:
        document.close()


def _opened(scan: Scan) -> Any:
    from PIL import Image, ImageOps

    if scan.format == "heic":
        import pillow_heif

        pillow_heif.register_heif_opener()
    with Image.open(io.BytesIO(scan.content)) as image:
        image.seek(scan.page - 1)
        upright = ImageOps.exif_transpose(image).convert("L")
    width, height = upright.size
    scale = (_MOST_PIXELS / (width * height)) ** 0.5
    return upright if scale >= 1 else upright.resize((int(width * scale), int(height * scale)))


def _turned(image: Any, degrees: float) -> Any:
    from PIL import Image

    return image.rotate(degrees, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=255)


def _lean(image: Any) -> float:
    """Find by how many degrees the lines lean: turned rightly, dark rows and light rows differ most."""
    width, height = image.size
    small = image.resize((_SMALL, max(1, height * _SMALL // width)))
    best = max(_SKEWS, key=lambda degrees: _contrast(small, degrees))
    finer = [best + step / 4 for step in range(-3, 4)]
    return float(max(finer, key=lambda degrees: _contrast(small, degrees)))


def _contrast(image: Any, degrees: float) -> float:
    from PIL import Image

    turned = image.rotate(degrees, fillcolor=255)
    rows = turned.resize((1, turned.size[1]), Image.Resampling.BOX).tobytes()
    return float(sum((one - other) ** 2 for one, other in pairwise(rows)))
