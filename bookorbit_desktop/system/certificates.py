"""Certificates for https: made here, or a person's own (X.509, RFC 5280)."""

import ipaddress
from collections.abc import Iterable
from datetime import datetime, timedelta

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from bookorbit_desktop.domain.base.errors import InvalidInput
from bookorbit_desktop.domain.base.messages import Message
from bookorbit_desktop.domain.koreader.server import Certificate

MAKER = "BookOrbit Desktop"
"""The common name in certificates made here, by which they are known again."""
VALID_FOR = timedelta(days=3650)
_CLOCKS_DIFFER_BY = timedelta(days=1)
_NO_CERTIFICATE = Message(
    "This file has no certificate. Choose a PEM file, which begins with “-----BEGIN CERTIFICATE-----”."
)
_NO_KEY = Message(
    "This file has no private key. Choose a PEM file, which begins with “-----BEGIN PRIVATE KEY-----”."
)


def make_certificate(hosts: Iterable[str], now: datetime, password: str) -> bytes:
    """A new private key and a certificate for these names and addresses, signed by that key.

    PEM, the key first and encrypted with `password` (PKCS #8, RFC 5958).
    """
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, MAKER)])
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _CLOCKS_DIFFER_BY)
        .not_valid_after(now + VALID_FOR)
        .add_extension(x509.SubjectAlternativeName([_general(host) for host in hosts]), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        # Without these, clients that check strictly (RFC 5280, Python from 3.13 on) refuse it.
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(key.public_key()), critical=False)
        .sign(key, hashes.SHA256())
    )
    return _encrypted(key, password) + built.public_bytes(Encoding.PEM)


def joined(chain: bytes, key: bytes, password: str) -> bytes:
    """A person's certificate with its chain, and its private key, as one PEM text like those of `make_certificate`.

    Raises InvalidInput if one cannot be read, if they do not belong together, or if the key has a password.
    """
    try:
        certificates = x509.load_pem_x509_certificates(chain)
    except ValueError as error:
        raise InvalidInput(_NO_CERTIFICATE) from error
    try:
        secret = load_pem_private_key(key, None)
    except TypeError as error:
        raise InvalidInput(
            Message("This private key has a password. Save a copy without one, and choose that.")
        ) from error
    except (ValueError, UnsupportedAlgorithm) as error:
        raise InvalidInput(_NO_KEY) from error
    form = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    if certificates[0].public_key().public_bytes(*form) != secret.public_key().public_bytes(*form):
        raise InvalidInput(
            Message(
                "This private key belongs to another certificate. Choose the two that were made together."
            )
        )
    return _encrypted(secret, password) + b"".join(one.public_bytes(Encoding.PEM) for one in certificates)


def read_certificate(pem: bytes) -> Certificate:
    """What the first certificate in a PEM text says. Raises InvalidInput."""
    try:
        found = x509.load_pem_x509_certificates(pem)[0]
        common = found.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
        hosts = _hosts(found)
    except ValueError as error:
        raise InvalidInput(_NO_CERTIFICATE) from error
    return Certificate(
        fingerprint=found.fingerprint(hashes.SHA256()).hex(":").upper(),
        hosts=hosts,
        valid_until=found.not_valid_after_utc,
        is_own=bool(common) and common[0].value == MAKER,
    )


def _encrypted(key: PrivateKeyTypes, password: str) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(password.encode()))


def _hosts(found: x509.Certificate) -> tuple[str, ...]:
    try:
        named = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except x509.ExtensionNotFound:
        return ()
    return (*named.get_values_for_type(x509.DNSName), *map(str, named.get_values_for_type(x509.IPAddress)))


def _general(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        return x509.DNSName(host)
