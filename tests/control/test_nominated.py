"""The control room tells of nominees and of agencies that are late."""

from datetime import timedelta

from assignments.control import nominated, overview
from assignments.nominating import services
from officers.nominations import services as nominations
from tests import factories
from tests.nominations.conftest import entry


def test_names_that_wait_and_late_agencies_are_told_once(event, staff, at):
    quick, slow = factories.AgencyFactory(name="Dinas Cepat"), factories.AgencyFactory(name="Dinas Lambat")
    due = at + timedelta(days=1)
    answered, _late = services.ask_agencies(
        event=event, quotas={quick: 1, slow: 1}, due_at=due, note="", by=staff, at=at
    )
    assert list(nominated.nominations(overview.gather(event, at))) == []

    nominations.name_nominee(nomination=answered, entry=entry(answered), at=at)
    (waits,) = nominated.nominations(overview.gather(event, at))
    assert (waits.detail, waits.url) == ("Dinas Cepat", f"/nominations/{answered.pk}/")

    nominations.submit_nomination(nomination=answered, remark="", at=at)
    told = list(nominated.nominations(overview.gather(event, due + timedelta(hours=1))))
    assert [one.detail for one in told] == ["Dinas Cepat", "Dinas Lambat"]
