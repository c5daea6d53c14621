"""What the tables of events hold: names of hosts and persons in charge, until the event is purged."""

from lo_portal.privacy.registry import Retention, declare

declare(
    "events.event",
    plain=[
        "slug",
        "name",
        "short_name",
        "theme",
        "place",
        "host",
        "timezone",
        "posko_phone",
        "solver_settings",
    ],
)
declare("events.tierpolicy", plain=["code", "name", "entitlements", "aliases"])
declare(
    "events.venue",
    plain=["name", "address", "meeting_point", "map_url", "timezone", "travel_zone"],
)
declare(
    "events.agendaitem",
    Retention.EVENT,
    personal=["contact_name", "contact_phone", "note"],
    plain=["title", "dress_code", "host_agency", "cancel_reason"],
)
declare("events.batch", plain=["name", "audience"])
declare("events.speaker", Retention.EVENT, personal=["name", "position", "institution", "phone"])
declare("events.briefing", Retention.EVENT, personal=["minutes"], plain=["materials", "checkin_secret"])
declare("events.briefingaction", Retention.EVENT, personal=["owner_name"], plain=["text"])
declare("events.briefingmaterial", plain=["title", "file", "kind"])
