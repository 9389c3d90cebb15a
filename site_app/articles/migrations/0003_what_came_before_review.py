"""What was published before there were reviews says so; the groups get their permissions."""

from django.conf import settings
from django.db import migrations
from django.db.models import Q

PERMISSIONS = {
    "submit_edition": "可以提交审核",
    "review_edition": "可以审核",
    "publish_edition": "可以发布",
    "publish_unreviewed_edition": "可以未经审核发布",
    "withdraw_edition": "可以撤下",
}
LOOK = [
    ("article", "view_article"),
    ("person", "view_person"),
    ("act", "view_act"),
    ("series", "view_series"),
    ("tag", "view_tag"),
    ("lexiconentry", "view_lexiconentry"),
    ("image", "view_image"),
]
WRITE = [
    ("article", "add_article"),
    ("article", "change_article"),
    ("image", "add_image"),
    ("image", "change_image"),
    ("edition", "submit_edition"),
]
GROUPS = {
    "作者": [*LOOK, *WRITE],
    "审核者": [*LOOK, ("edition", "review_edition")],
    "发布者": [
        *LOOK,
        *WRITE,
        ("edition", "publish_edition"),
        ("edition", "publish_unreviewed_edition"),
        ("edition", "withdraw_edition"),
        *((model, f"{action}_{model}") for model in ("person", "series", "tag", "lexiconentry") for action in ("add", "change")),
    ],
}
REASON = "在有审核以前发布。"
OPEN_STATES = ["in_review", "changes_requested", "approved", "scheduled"]


def account_for_what_was_published(apps, schema_editor):
    Edition, Person = apps.get_model("articles", "Edition"), apps.get_model("articles", "Person")
    published = Edition.objects.filter(state__in=["published", "superseded", "withdrawn"])
    published.filter(reviewed_by=None, unreviewed_reason="").update(unreviewed_reason=REASON)
    # Notes were written for colleagues: readers do not get to see them afterwards.
    published.update(is_minor=True)
    Edition.objects.filter(state="withdrawn", withdrawal="").update(withdrawal="error")
    unsigned = published.filter(author=None, written_by=None)
    if unsigned.exists():
        office, _is_new = Person.objects.get_or_create(
            user=None, name="编辑部", organisation=settings.SITE_NAME[:100], defaults={"is_public": True}
        )
        unsigned.update(written_by=office)
    Writer = Edition.writers.through
    Writer.objects.bulk_create(
        (
            Writer(edition_id=edition, user_id=author)
            for edition, author in Edition.objects.exclude(author=None).values_list("pk", "author").iterator()
        ),
        batch_size=1000,
        ignore_conflicts=True,
    )


def make_drafts_of_what_is_open(apps, schema_editor):
    """The former states know no review."""
    Edition = apps.get_model("articles", "Edition")
    Edition.objects.filter(state__in=OPEN_STATES).update(state="draft")


def make_groups(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for name, permissions in GROUPS.items():
        group, _is_new = Group.objects.get_or_create(name=name)
        group.permissions.add(*(_permission(apps, *permission) for permission in permissions))


def take_groups_away(apps, schema_editor):
    """A group that serves for something else by now, or has members, stays."""
    Group, Permission = apps.get_model("auth", "Group"), apps.get_model("auth", "Permission")
    for name, permissions in GROUPS.items():
        for group in Group.objects.filter(name=name):
            ours = Q()
            for model, codename in permissions:
                ours |= Q(content_type__app_label="articles", content_type__model=model, codename=codename)
            group.permissions.remove(*Permission.objects.filter(ours))
            if not group.permissions.exists() and not group.user_set.exists():
                group.delete()


def _permission(apps, model, codename):
    """Django makes permissions only when all migrations are done."""
    ContentType, Permission = apps.get_model("contenttypes", "ContentType"), apps.get_model("auth", "Permission")
    content_type, _is_new = ContentType.objects.get_or_create(app_label="articles", model=model)
    verbose = str(apps.get_model("articles", model)._meta.verbose_name)
    name = PERMISSIONS.get(codename, f"Can {codename.split('_')[0]} {verbose}")
    permission, _is_new = Permission.objects.get_or_create(
        content_type=content_type, codename=codename, defaults={"name": name}
    )
    return permission


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0002_editions_are_reviewed'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [
        migrations.RunPython(account_for_what_was_published, make_drafts_of_what_is_open),
        migrations.RunPython(make_groups, take_groups_away),
    ]
