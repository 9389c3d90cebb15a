"""Who asks?"""

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

if TYPE_CHECKING:
    from django.contrib.auth.models import User


def signed_in(request: HttpRequest) -> "User":
    """The user behind a request that only a signed-in one can have sent; PermissionDenied for anybody else."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user
