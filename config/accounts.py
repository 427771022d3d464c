"""Staff accounts: made by an administrator, never by sign-up."""

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest

from config.ratelimit import client_address


class StaffAccountAdapter(DefaultAccountAdapter):
    """No sign-up, the site's own reading of the client address, a working day's session."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Return False: there is no public sign-up."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that rate limits count."""
        return client_address(request)

    def login(self, request: HttpRequest, user: AbstractBaseUser) -> None:
        """Log in for at most `STAFF_SESSION_SECONDS` without a visit."""
        super().login(request, user)
        request.session.set_expiry(settings.STAFF_SESSION_SECONDS)
