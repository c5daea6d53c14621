"""An event with the sample's tiers, and the sample's files."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from lo_portal.imports import services
from lo_portal.jobs.models import Job
from lo_portal.jobs.services import perform_job
from tests import factories

SAMPLES = Path(__file__).parents[2] / "docs" / "samples"
NOW = datetime(2022, 11, 8, 2, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture
def meeting(db):
    """The sample's event, without any list yet."""
    event = factories.EventFactory()
    for code, name, aliases in (
        ("VVIP", "VVIP", []),
        ("VIP", "VIP", []),
        ("GUB", "Setingkat Gubernur", ["Gubernur"]),
    ):
        factories.TierFactory(event=event, code=code, name=name, aliases=aliases)
    return event


def work_off():
    """Do every queued job as a worker would."""
    for job in Job.objects.open():
        perform_job(job_id=job.pk, at=datetime.now(UTC))


@pytest.fixture
def upload(meeting, staff):
    """`upload(data, name)`: a batch, read and checked."""

    def send(data, name="daftar.xlsx", event=meeting):
        batch = services.upload_batch(data=data, file_name=name, event=event, by=staff, at=NOW)
        work_off()
        batch.refresh_from_db()
        return batch

    return send


@pytest.fixture
def known(meeting):
    """The meeting with two delegations and their heads."""
    tier = meeting.tiers.get(code="VVIP")
    for code, name, country, head in (
        ("MY-01", "Malaysia", "MY", "Ahmad bin Ali"),
        ("BN-01", "Brunei Darussalam", "BN", "Hasan Yusof"),
    ):
        one = factories.DelegationFactory(event=meeting, code=code, name=name, country=country, tier=tier)
        factories.GuestFactory(delegation=one, role="head", full_name=head, honorific="H.E.")
    return meeting
