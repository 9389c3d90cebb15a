"""Links are looked up; entries of the lexicon say what their word means, which the seeds tell anew."""

import django.db.models.deletion
from django.db import migrations, models


def load_the_seeds_again(apps, schema_editor):
    """Setting up passes over a folder that it has loaded; entries that nobody touched then get what their word means."""
    apps.get_model("articles", "ImportedItem").objects.filter(key="seeds").delete()


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0007_history_and_bin'),
    ]

    operations = [
        migrations.RunPython(load_the_seeds_again, migrations.RunPython.noop),
        migrations.AddField(
            model_name='lexiconentry',
            name='explanation',
            field=models.TextField(blank=True, help_text='用读者认识的字说：这个词是什么意思。', max_length=300, verbose_name='意思'),
        ),
        migrations.AddField(
            model_name='lexiconentry',
            name='gloss',
            field=models.CharField(blank=True, max_length=200, verbose_name='英文'),
        ),
        migrations.AddField(
            model_name='lexiconentry',
            name='pos',
            field=models.CharField(blank=True, help_text='jieba 用的记号，例如 n、v。', max_length=10, verbose_name='词性'),
        ),
        migrations.CreateModel(
            name='CheckedLink',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=2000, verbose_name='网址')),
                ('status', models.CharField(blank=True, max_length=100, verbose_name='结果')),
                ('checked_at', models.DateTimeField(verbose_name='检查时间')),
                ('is_broken', models.BooleanField(db_index=True, default=False, verbose_name='打不开')),
                ('edition', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='checked_links', to='articles.edition', verbose_name='版本')),
            ],
            options={
                'verbose_name': '查过的链接',
                'verbose_name_plural': '查过的链接',
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('edition', 'address'), name='one_answer_per_address')],
            },
        ),
    ]
