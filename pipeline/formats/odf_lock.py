"""Taking the protection off OpenDocument files (ODF 1.2 part 3, chapter 3: each part is deflated, then encrypted)."""

import base64
import hashlib
import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.domain.members import Protection, SetAside
from pipeline.domain.passwords import Candidate
from pipeline.domain.words import Disposition, ProtectionStatus, Scheme

MOST_ROUNDS = 10_000_000  # LibreOffice writes 100,000
LARGEST_PART = 200 * 1024 * 1024
LARGEST_MANIFEST = 4 * 1024 * 1024
_MANIFEST = "META-INF/manifest.xml"
_SPACE = "{urn:oasis:names:tc:opendocument:xmlns:manifest:1.0}"
_HASHES = {
    "SHA1": "sha1",
    "SHA1/1K": "sha1",
    "SHA256": "sha256",
    "SHA256/1K": "sha256",
    "sha256": "sha256",
    "sha256-1k": "sha256",
}


@dataclass(frozen=True)
class _Locked:
    """How one part is encrypted."""

    algorithm: str
    checksum_type: str
    checksum: bytes = field(repr=False)
    vector: bytes = field(repr=False)
    salt: bytes = field(repr=False)
    rounds: int
    key_size: int
    start_hash: str


def is_locked_odf(content: bytes) -> bool:
    """Say whether the manifest of an OpenDocument file names an encrypted part."""
    if not content.startswith(b"PK"):
        return False
    return b"encryption-data" in (_manifest(content) or b"")


def open_odf(content: bytes, found: str, candidates: tuple[Candidate, ...]) -> tuple[bytes, Protection]:
    """Write the file again with its parts in plain, or raise SetAside."""
    locked = _locked_parts(content, found)
    first = min(locked, key=lambda name: locked[name].rounds * 1000 + len(name))
    for candidate in candidates:
        if _decrypted(content, first, locked[first], candidate.secret) is None:
            continue
        plain = {name: _decrypted(content, name, how, candidate.secret) for name, how in locked.items()}
        whole = {name: part for name, part in plain.items() if part is not None}
        if len(whole) == len(locked):
            return _rewritten(content, whole), Protection(Scheme.ODF, ProtectionStatus.REMOVED, candidate.name)
    raise _refusal(found, "The document has a password that is not in the standard format.")


def _refusal(found: str, reason: str) -> SetAside:
    protection = Protection(Scheme.ODF, ProtectionStatus.NOT_OPENED)
    return SetAside(Disposition.NOT_OPENED, "password_not_standard", reason, format=found, protection=protection)


def _manifest(content: bytes) -> bytes | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(_MANIFEST) as part:
            return part.read(LARGEST_MANIFEST)
    except Exception:  # noqa: BLE001 - no manifest or a damaged archive: its reader says so
        return None


def _locked_parts(content: bytes, found: str) -> Mapping[str, _Locked]:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(_manifest(content) or b"", parser)
        entries = {
            str(entry.get(f"{_SPACE}full-path")): _how(data)
            for entry in root.iter(f"{_SPACE}file-entry")
            if (data := entry.find(f"{_SPACE}encryption-data")) is not None
        }
    except Exception as error:
        raise _refusal(found, "The document is encrypted in a way that no standard password opens.") from error
    if not entries or any(how.rounds > MOST_ROUNDS for how in entries.values()):
        raise _refusal(found, "The document asks for more work to try one password than any office program writes.")
    return entries


def _how(data: object) -> _Locked:
    from lxml import etree

    assert isinstance(data, etree._Element)
    algorithm = data.find(f"{_SPACE}algorithm")
    derivation = data.find(f"{_SPACE}key-derivation")
    start = data.find(f"{_SPACE}start-key-generation")
    if algorithm is None or derivation is None:
        raise ValueError("no algorithm")
    if str(derivation.get(f"{_SPACE}key-derivation-name")).rpartition("#")[2].upper() != "PBKDF2":
        raise ValueError("unknown key derivation")
    return _Locked(
        algorithm=str(algorithm.get(f"{_SPACE}algorithm-name")).rpartition("#")[2].lower(),
        checksum_type=str(data.get(f"{_SPACE}checksum-type", "")).rpartition("#")[2],
        checksum=base64.b64decode(str(data.get(f"{_SPACE}checksum", ""))),
        vector=base64.b64decode(str(algorithm.get(f"{_SPACE}initialisation-vector"))),
        salt=base64.b64decode(str(derivation.get(f"{_SPACE}salt"))),
        rounds=int(str(derivation.get(f"{_SPACE}iteration-count"))),
        key_size=min(int(str(derivation.get(f"{_SPACE}key-size", "16"))), 64),
        start_hash="SHA1"
        if start is None
        else str(start.get(f"{_SPACE}start-key-generation-name")).rpartition("#")[2].upper(),
    )


def _decrypted(content: bytes, name: str, how: _Locked, secret: str) -> bytes | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open(name) as part:
            sealed = part.read(LARGEST_PART)
        start = hashlib.new(_HASHES[how.start_hash], secret.encode()).digest()
        key = hashlib.pbkdf2_hmac("sha1", start, how.salt, how.rounds, how.key_size)
        plain = _decipher(how, key, sealed)
        if how.checksum and hashlib.new(_HASHES[how.checksum_type], plain[:1024]).digest() != how.checksum:
            return None
        inflater = zlib.decompressobj(-15)
        inflated = inflater.decompress(plain, LARGEST_PART)
        return inflated if inflater.eof else None
    except Exception:  # noqa: BLE001 - a wrong password shows as a padding, tag or inflate error, or an unknown hash
        return None


def _decipher(how: _Locked, key: bytes, sealed: bytes) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    if "gcm" in how.algorithm:
        return AESGCM(key).decrypt(how.vector, sealed.removeprefix(how.vector), None)
    if "cbc" not in how.algorithm:
        from Cryptodome.Cipher import Blowfish

        blowfish = Blowfish.new(key, Blowfish.MODE_CFB, how.vector, segment_size=64)
        padded = sealed + bytes(-len(sealed) % 8)
        return bytes(blowfish.decrypt(padded))[: len(sealed)]
    decryptor = Cipher(algorithms.AES(key), modes.CBC(how.vector)).decryptor()
    plain = decryptor.update(sealed) + decryptor.finalize()
    return plain[: -plain[-1]] if 0 < plain[-1] <= 16 else plain


def _rewritten(content: bytes, plain: Mapping[str, bytes]) -> bytes:
    # A newer LibreOffice seals the whole document as one part, which is then the plain file itself.
    if set(plain) == {"encrypted-package"}:
        return plain["encrypted-package"]
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename == _MANIFEST:
                new.writestr(_MANIFEST, _plain_manifest(_manifest(content) or b""))
            elif info.filename in plain:
                new.writestr(info.filename, plain[info.filename])
            elif info.file_size <= LARGEST_PART:
                kind = zipfile.ZIP_STORED if info.filename == "mimetype" else zipfile.ZIP_DEFLATED
                new.writestr(info.filename, old.read(info), kind)
    return out.getvalue()


def _plain_manifest(manifest: bytes) -> bytes:
    from lxml import etree

    root = etree.fromstring(manifest, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))
    for data in list(root.iter(f"{_SPACE}encryption-data")):
        parent = data.getparent()
        if parent is not None:
            parent.remove(data)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8"))
