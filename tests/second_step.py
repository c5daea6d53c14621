"""A browser of Django's test client that has passed the second step."""

from types import SimpleNamespace

from lo_portal.accounts import door


def pass_second_step(client, user) -> None:
    """As if `user` had typed the code of the authenticator app in this browser just now."""
    session = client.session
    door.vouch(SimpleNamespace(session=session), user)
    session.save()
