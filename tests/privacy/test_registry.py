"""Every column is classified, and nothing is declared that is not there."""

from lo_portal.privacy import registry


def test_every_column_is_classified():
    assert registry.unclassified() == [], "say in the room's personal.py what these columns hold"


def test_every_declaration_answers_to_a_column():
    assert registry.unknown() == []


def test_an_undeclared_column_is_noticed(monkeypatch):
    kept = {label: one for label, one in registry.declared.items() if label != "delegates.guest"}
    monkeypatch.setattr(registry, "declared", kept)

    assert "delegates.guest.full_name" in registry.unclassified()


def test_restricted_columns_are_encrypted_and_never_in_the_history():
    from django.apps import apps

    from lo_portal.crypto import EncryptedTextField

    for label, declared in registry.declared.items():
        model = apps.get_model(label)
        for name in declared.restricted:
            assert isinstance(model._meta.get_field(name), EncryptedTextField), (label, name)
        for table in registry.tables():
            if registry.tracked(table) is model:
                assert not declared.restricted & {field.name for field in table._meta.fields}
