"""An age file under a passphrase that costs nothing to open: the format, at a low work factor.

The library chooses the factor by itself, so that each step takes a second or two. What opens this
file is the library all the same, and whoever protects one anew does pay.
"""

from __future__ import annotations

import hashlib
import hmac
import os
from base64 import b64encode

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_FACTOR = 4


def protected(text: bytes, passphrase: str) -> bytes:
    """The text, of at most 64 KiB, as an age file that the passphrase opens."""
    file_key, salt, nonce = os.urandom(16), os.urandom(16), os.urandom(16)
    wrapping = hashlib.scrypt(
        passphrase.encode(), salt=b"age-encryption.org/v1/scrypt" + salt, n=2**_FACTOR, r=8, p=1,
        dklen=32,
    )  # fmt: skip
    body = ChaCha20Poly1305(wrapping).encrypt(bytes(12), file_key, None)
    stanza = b"-> scrypt %b %d\n%b\n" % (_plain64(salt), _FACTOR, _plain64(body))
    header = b"age-encryption.org/v1\n" + stanza + b"---"
    seal = hmac.digest(_derived(file_key, b"", b"header"), header, "sha256")
    last = bytes(11) + b"\1"
    payload = ChaCha20Poly1305(_derived(file_key, nonce, b"payload")).encrypt(last, text, None)
    return header + b" " + _plain64(seal) + b"\n" + nonce + payload


def _derived(key: bytes, salt: bytes, info: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt, info).derive(key)


def _plain64(data: bytes) -> bytes:
    return b64encode(data).rstrip(b"=")
