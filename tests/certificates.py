"""Certificates as an authority issues them."""

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
)
from cryptography.x509.oid import NameOID

from tests.services import TestClock

KEY_USES = (
    *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement"),
    *("key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
)


@dataclass(frozen=True)
class Issued:
    """A certificate of an authority with its chain, and its key."""

    chain: bytes
    key: bytes
    authority: bytes


def issue(clock: TestClock, *, days: int = 30, password: bytes = b"") -> Issued:
    now = clock.now()
    authority_key, key = ec.generate_private_key(ec.SECP256R1()), rsa.generate_private_key(65537, 2048)
    root = _signed(
        "An authority", authority_key.public_key(), "An authority", authority_key, now, 365, ca=True
    )
    leaf = _signed("books.example.org", key.public_key(), "An authority", authority_key, now, days, ca=False)
    form = BestAvailableEncryption(password) if password else NoEncryption()
    secret = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, form)
    return Issued(leaf + root, secret, root)


def _signed(name, public, issuer, signer, now, days, *, ca) -> bytes:  # type: ignore[no-untyped-def]
    def named(text: str) -> x509.Name:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])

    built = x509.CertificateBuilder(named(issuer), named(name), public, x509.random_serial_number())
    built = built.not_valid_before(now - timedelta(days=400)).not_valid_after(now + timedelta(days=days))
    built = built.add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
    built = built.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
    built = built.add_extension(
        x509.AuthorityKeyIdentifier.from_issuer_public_key(signer.public_key()), critical=False
    )
    built = built.add_extension(x509.SubjectKeyIdentifier.from_public_key(public), critical=False)
    if ca:
        signing = {name: name in ("key_cert_sign", "crl_sign") for name in KEY_USES}
        built = built.add_extension(x509.KeyUsage(**signing), critical=True)
    return bytes(built.sign(signer, hashes.SHA256()).public_bytes(Encoding.PEM))


def given_files(folder: Path, chain: bytes, key: bytes) -> tuple[Path, Path]:
    (folder / "chain.pem").write_bytes(chain)
    (folder / "key.pem").write_bytes(key)
    return folder / "chain.pem", folder / "key.pem"
