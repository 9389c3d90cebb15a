"""Articles get a bin, and the log words for it; publishers may put articles there."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def let_publishers_use_the_bin(apps, schema_editor):
    """Nothing is lost by it. Django makes permissions only when all migrations are done."""
    ContentType, Permission = apps.get_model("contenttypes", "ContentType"), apps.get_model("auth", "Permission")
    content_type, _is_new = ContentType.objects.get_or_create(app_label="articles", model="article")
    permission, _is_new = Permission.objects.get_or_create(
        content_type=content_type, codename="delete_article", defaults={"name": "Can delete 文章"}
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="发布者"):
        group.permissions.add(permission)


def take_it_from_them(apps, schema_editor):
    permission = apps.get_model("auth", "Permission").objects.filter(
        content_type__app_label="articles", codename="delete_article"
    )
    for group in apps.get_model("auth", "Group").objects.filter(name="发布者"):
        group.permissions.remove(*permission)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0006_titles_that_were_there_are_found'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='article',
            name='binned_at',
            field=models.DateTimeField(blank=True, db_index=True, editable=False, null=True, verbose_name='放进回收站的时间'),
        ),
        migrations.AddField(
            model_name='article',
            name='binned_by',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='放进回收站的账号'),
        ),
        migrations.AlterField(
            model_name='act',
            name='from_state',
            field=models.CharField(blank=True, choices=[('draft', '草稿'), ('in_review', '审核中'), ('changes_requested', '要修改'), ('approved', '已通过审核'), ('scheduled', '定时发布'), ('published', '已发布'), ('superseded', '已被替换'), ('withdrawn', '已撤下')], max_length=20, verbose_name='原来的状态'),
        ),
        migrations.AlterField(
            model_name='act',
            name='kind',
            field=models.CharField(choices=[('submit', '提交审核'), ('take_back', '收回'), ('request_changes', '请作者修改'), ('approve', '通过审核'), ('schedule', '定时发布'), ('unschedule', '取消定时'), ('publish', '发布'), ('publish_unreviewed', '未经审核发布'), ('withdraw', '撤下'), ('send_back', '到时间没有发布'), ('set_aside', '放到一边'), ('restore', '恢复旧版'), ('bin', '放进回收站'), ('unbin', '从回收站恢复'), ('erase', '永久删除')], max_length=20, verbose_name='事项'),
        ),
        migrations.AlterField(
            model_name='act',
            name='to_state',
            field=models.CharField(blank=True, choices=[('draft', '草稿'), ('in_review', '审核中'), ('changes_requested', '要修改'), ('approved', '已通过审核'), ('scheduled', '定时发布'), ('published', '已发布'), ('superseded', '已被替换'), ('withdrawn', '已撤下')], max_length=20, verbose_name='后来的状态'),
        ),
        migrations.RunPython(let_publishers_use_the_bin, take_it_from_them),
    ]
