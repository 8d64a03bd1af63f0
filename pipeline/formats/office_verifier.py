"""Whether a password opens an encrypted Office package, told from its verifier alone ([MS-OFFCRYPTO] 2.3.4).

One key derivation a candidate, and nothing of the document is decrypted for a wrong one.
"""

import base64
import hashlib
import hmac
import struct
from dataclasses import dataclass, field
from typing import Any

_INPUT, _VALUE = bytes.fromhex("fea7d2763b4b9e79"), bytes.fromhex("d7aa0f6d3061344e")
_PAD = b"\x36"
_STANDARD_ROUNDS = 50_000
_HASHES = {"SHA1": "sha1", "SHA-1": "sha1", "SHA256": "sha256", "SHA384": "sha384", "SHA512": "sha512"}
_NAMESPACE = "{http://schemas.microsoft.com/office/2006/keyEncryptor/password}encryptedKey"


@dataclass(frozen=True)
class Agile:
    """The password verifier of an agile package."""

    hash: str
    rounds: int
    key_bytes: int
    salt: bytes = field(repr=False)
    encrypted_input: bytes = field(repr=False)
    encrypted_value: bytes = field(repr=False)

    def fits(self, secret: str) -> bool:
        """Whether *secret* is the password."""
        derived = _stretched(self.hash, self.salt, secret, self.rounds)
        said = self._decrypted(derived, _INPUT, self.encrypted_input)
        wanted = self._decrypted(derived, _VALUE, self.encrypted_value)
        size = hashlib.new(self.hash).digest_size
        # The decrypted hash is padded to whole blocks, so only its own length counts.
        return hmac.compare_digest(hashlib.new(self.hash, said[: len(self.salt)]).digest(), wanted[:size])

    def _decrypted(self, derived: bytes, block: bytes, content: bytes) -> bytes:
        key = _sized(hashlib.new(self.hash, derived + block).digest(), self.key_bytes)
        return _aes(key, content, _sized(self.salt, 16))


@dataclass(frozen=True)
class Standard:
    """The password verifier of an Office 2007 package: AES and SHA-1."""

    key_bytes: int
    salt: bytes = field(repr=False)
    encrypted_input: bytes = field(repr=False)
    encrypted_value: bytes = field(repr=False)

    def fits(self, secret: str) -> bool:
        """Whether *secret* is the password."""
        derived = _stretched("sha1", self.salt, secret, _STANDARD_ROUNDS)
        final = hashlib.sha1(derived + bytes(4)).digest()
        halves = (hashlib.sha1(_xored(final, pad)).digest() for pad in (0x36, 0x5C))
        key = b"".join(halves)[: self.key_bytes]
        said = _aes(key, self.encrypted_input, None)
        return hmac.compare_digest(hashlib.sha1(said).digest(), _aes(key, self.encrypted_value, None)[:20])


def read_verifier(info: bytes) -> Agile | Standard | None:
    """Read the stream EncryptionInfo; None where it is of a kind that only a full attempt can tell."""
    try:
        major, minor = struct.unpack_from("<HH", info)
        if (major, minor) == (4, 4):
            return _agile(info[8:])
        return _standard(info) if minor == 2 and major in (2, 3, 4) else None
    except Exception:  # noqa: BLE001 - a broken verifier only means that the whole file must be tried
        return None


def _agile(xml: bytes) -> Agile | None:
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    key: Any = etree.fromstring(xml, parser).find(f".//{_NAMESPACE}")
    if key is None or key.get("cipherAlgorithm") != "AES" or key.get("cipherChaining") != "ChainingModeCBC":
        return None
    return Agile(
        _HASHES[key.get("hashAlgorithm")],
        int(key.get("spinCount")),
        int(key.get("keyBits")) // 8,
        base64.b64decode(key.get("saltValue")),
        base64.b64decode(key.get("encryptedVerifierHashInput")),
        base64.b64decode(key.get("encryptedVerifierHashValue")),
    )


def _standard(info: bytes) -> Standard | None:
    size = struct.unpack_from("<I", info, 8)[0]
    algorithm, _, key_bits = struct.unpack_from("<III", info, 12 + 8)
    at = 12 + size
    salt_size = struct.unpack_from("<I", info, at)[0]
    if algorithm not in (0x660E, 0x660F, 0x6610) or salt_size != 16:  # AES-128, -192, -256
        return None
    salt, said = info[at + 4 : at + 20], info[at + 20 : at + 36]
    return Standard(key_bits // 8, salt, said, info[at + 40 : at + 72])


def _stretched(name: str, salt: bytes, secret: str, rounds: int) -> bytes:
    derived = hashlib.new(name, salt + secret.encode("utf-16-le")).digest()
    for number in range(rounds):
        derived = hashlib.new(name, number.to_bytes(4, "little") + derived).digest()
    return derived


def _sized(content: bytes, size: int) -> bytes:
    return content[:size] + _PAD * (size - len(content))


def _xored(content: bytes, pad: int) -> bytes:
    return bytes(one ^ pad for one in content + bytes(64 - len(content)))


def _aes(key: bytes, content: bytes, start: bytes | None) -> bytes:
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    mode = modes.ECB() if start is None else modes.CBC(start)
    decryptor = Cipher(algorithms.AES(key), mode).decryptor()
    return decryptor.update(content) + decryptor.finalize()
