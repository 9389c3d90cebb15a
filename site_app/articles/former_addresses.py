"""Where does an address lead that something once had?"""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.cache import patch_cache_control

MOVED_FOR = 600
"""For how many seconds a browser may remember that an address has moved."""


def moved(to: str, *args: str) -> HttpResponse:
    """For good, but not for ever: an address may be given back, and a browser that remembered would then go in circles."""
    response = redirect(to, *args, permanent=True)
    patch_cache_control(response, max_age=MOVED_FOR)
    return response
