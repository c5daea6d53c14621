"""`manage.py make_vapid_keys`: a key pair for web push, ready for the environment."""

from base64 import urlsafe_b64encode

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Print a new VAPID key pair. Browsers that subscribed under an older pair must subscribe again."

    def handle(self, **options):
        private, public = make_pair()
        self.stdout.write(f"WEBPUSH_PRIVATE_KEY={private}")
        self.stdout.write(f"WEBPUSH_PUBLIC_KEY={public}")


def make_pair() -> tuple[str, str]:
    """(private, public) as unpadded URL-safe base64 (RFC 8292): 32 and 65 bytes."""
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
    from py_vapid import Vapid02

    vapid = Vapid02()
    vapid.generate_keys()
    number = vapid.private_key.private_numbers().private_value
    point = vapid.public_key.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return _text(number.to_bytes(32, "big")), _text(point)


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).rstrip(b"=").decode()
