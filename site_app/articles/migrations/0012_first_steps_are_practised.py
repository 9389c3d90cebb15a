"""Whoever comes to the desk for the first time may practise; whoever has been there is not asked."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def do_not_ask_those_who_know_the_desk(apps, schema_editor):
    User = apps.get_model(*settings.AUTH_USER_MODEL.split("."))
    Welcome = apps.get_model("articles", "Welcome")
    known = User.objects.filter(last_login__isnull=False).values_list("pk", flat=True)
    Welcome.objects.bulk_create((Welcome(account_id=pk, answer="declined") for pk in known.iterator()), batch_size=500)


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0011_what_the_site_says_is_stored_as_a_message'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='article',
            name='practice_of',
            field=models.ForeignKey(blank=True, db_index=False, editable=False, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='谁的练习'),
        ),
        migrations.AddConstraint(
            model_name='article',
            constraint=models.UniqueConstraint(condition=models.Q(('practice_of__isnull', False)), fields=('practice_of',), name='one_practice_of_an_account'),
        ),
        migrations.CreateModel(
            name='Welcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('answer', models.CharField(choices=[('offered', '还没有回答'), ('put_off', '以后再说'), ('declined', '不用了'), ('practising', '正在练习'), ('done', '练完了')], default='offered', max_length=20, verbose_name='回答')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='回答的时间')),
                ('step', models.PositiveSmallIntegerField(default=0, verbose_name='做完了几步')),
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='账号')),
            ],
            options={
                'verbose_name': '练习',
                'verbose_name_plural': '练习',
                'default_permissions': (),
            },
        ),
        migrations.RunPython(do_not_ask_those_who_know_the_desk, migrations.RunPython.noop),
    ]
