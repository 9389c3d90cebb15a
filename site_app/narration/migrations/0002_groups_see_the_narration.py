"""Everybody on the desk sees how far the sound is; whoever may publish has it made again."""

from django.db import migrations

GROUPS = ("作者", "审核者", "发布者")


def let_groups_look(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    permission = _permission(apps)
    for group in Group.objects.filter(name__in=GROUPS):
        group.permissions.add(permission)


def take_it_back(apps, schema_editor):
    Group = apps.get_model("auth", "Group")
    for group in Group.objects.filter(name__in=GROUPS):
        group.permissions.remove(_permission(apps))


def _permission(apps):
    """Django makes permissions only when all migrations are done."""
    ContentType, Permission = apps.get_model("contenttypes", "ContentType"), apps.get_model("auth", "Permission")
    content_type, _is_new = ContentType.objects.get_or_create(app_label="narration", model="narration")
    permission, _is_new = Permission.objects.get_or_create(
        content_type=content_type, codename="view_narration", defaults={"name": "Can view 朗读"}
    )
    return permission


class Migration(migrations.Migration):

    dependencies = [
        ('narration', '0001_narrations'),
        ('articles', '0003_what_came_before_review'),
        ('auth', '0012_alter_user_first_name_max_length'),
        ('contenttypes', '0002_remove_content_type_name'),
    ]

    operations = [migrations.RunPython(let_groups_look, take_it_back)]
