from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0003_what_came_before_review'),
    ]

    operations = [
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.UniqueConstraint(condition=models.Q(('state__in', ('draft', 'in_review', 'changes_requested', 'approved', 'scheduled'))), fields=('article',), name='one_open_edition'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'scheduled'), _negated=True), ('scheduled_for__isnull', False), _connector='OR'), name='what_is_scheduled_has_its_time'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('reviewed_by__isnull', True), ('reviewed_on__isnull', True)), models.Q(('reviewed_by__isnull', False), ('reviewed_on__isnull', False)), _connector='OR'), name='a_review_has_its_date'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'published'), _negated=True), ('reviewed_by__isnull', False), models.Q(('unreviewed_reason', ''), _negated=True), _connector='OR'), name='what_is_live_was_reviewed_or_says_why_not'),
        ),
        migrations.AddConstraint(
            model_name='edition',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), _negated=True), models.Q(('withdrawal', ''), _negated=True), _connector='OR'), name='what_was_withdrawn_says_what_is_left'),
        ),
    ]
