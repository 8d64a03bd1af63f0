"""The register as a Django app."""

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """Name the app."""

    name = "pipeline.register"
    label = "register"
    default_auto_field = "django.db.models.BigAutoField"
