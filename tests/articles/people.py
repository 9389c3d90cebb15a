"""Who stands at the desk's door? The same people for every table of who may do what."""

from typing import Any

from django.contrib.auth.models import AnonymousUser

from tests.factories import make_member, make_superuser, make_user

GROUPS = {"author": "作者", "reviewer": "审核者", "publisher": "发布者"}
PEOPLE = ("anonymous", "nobody", "author", "reviewer", "publisher", "superuser")
"""`nobody` has an account that is in no group."""


def make(person: str) -> Any:
    if person == "anonymous":
        return AnonymousUser()
    if person == "nobody":
        return make_user(is_staff=True)
    return make_superuser() if person == "superuser" else make_member(GROUPS[person])
