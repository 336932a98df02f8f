"""A decision not to rate somebody is confirmed by each who decides; objections to it are rows of their own.

Before results are computed, earlier decisions become proposals that those named still confirm: until now one person
alone had named them. Where results were computed already they stay in force, or the results would change.
"""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

BEFORE_RESULTS = ("preparing", "assessing")


def to_rows(apps, schema_editor):
    Exclusion, Decider, Objection = (
        apps.get_model("stars", name) for name in ("Exclusion", "ExclusionDecider", "ExclusionObjection")
    )
    for row in Exclusion.objects.select_related("entry__round__assessment"):
        row.confirmed = row.entry.round.assessment.state not in BEFORE_RESULTS
        row.save(update_fields=["confirmed"])
        for user in row.deciders.order_by("pk"):
            Decider.objects.create(exclusion=row, user=user, confirmed=row.confirmed)
        if row.objection or row.answer:
            Objection.objects.create(exclusion=row, text=row.objection, answer=row.answer)
    schema_editor.connection.check_constraints()  # now: PostgreSQL alters no table whose checks are still due


def to_columns(apps, schema_editor):
    """What is not confirmed is dropped: the earlier version would take it for a decision."""
    Exclusion = apps.get_model("stars", "Exclusion")
    Exclusion.objects.filter(confirmed=False).delete()
    for row in Exclusion.objects.all():
        row.deciders.set(row.voices.values_list("user", flat=True))
        row.objection = "\n\n".join(one.text for one in row.objections.order_by("pk"))
        row.answer = "\n\n".join(one.answer for one in row.objections.order_by("pk") if one.answer)
        row.save()
    schema_editor.connection.check_constraints()


class Migration(migrations.Migration):

    dependencies = [
        ('stars', '0004_five_roles'),
    ]

    operations = [
        migrations.CreateModel(
            name='ExclusionDecider',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('confirmed', models.BooleanField(default=False)),
                ('exclusion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='voices', to='stars.exclusion')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('exclusion', 'user'), name='exclusion_decider_once')],
            },
        ),
        migrations.CreateModel(
            name='ExclusionObjection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=2000)),
                ('answer', models.TextField(blank=True, max_length=2000)),
                ('exclusion', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='objections', to='stars.exclusion')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('answer', '')), fields=('exclusion',), name='exclusion_objection_waits_once')],
            },
        ),
        migrations.AddField(
            model_name='exclusion',
            name='confirmed',
            field=models.BooleanField(default=False),
        ),
        migrations.RunPython(to_rows, to_columns),
        migrations.RemoveField(model_name='exclusion', name='deciders'),
        migrations.RemoveField(model_name='exclusion', name='objection'),
        migrations.RemoveField(model_name='exclusion', name='answer'),
        migrations.AddField(
            model_name='exclusion',
            name='deciders',
            field=models.ManyToManyField(related_name='+', through='stars.ExclusionDecider', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AlterField(
            model_name='correction',
            name='level',
            field=models.PositiveSmallIntegerField(),
        ),
    ]
