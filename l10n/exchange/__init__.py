"""The files that go to translators and come back."""
