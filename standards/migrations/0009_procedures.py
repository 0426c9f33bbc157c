import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import standards.lifecycle


def set_procedures(apps, schema_editor):
    """Projects entered before take the procedure that their level and nature usually take."""
    projects = apps.get_model("standards", "Project")._base_manager
    projects.filter(level="national", nature__in=("T", "Z")).update(procedure="recommended")
    projects.filter(level="national").exclude(nature__in=("T", "Z")).update(procedure="mandatory")
    projects.filter(level="group").update(procedure="group")


class Migration(migrations.Migration):
    dependencies = [
        ("base", "0003_job_message_values"),
        ("committees", "0001_initial"),
        ("standards", "0008_event_days_index"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ProjectPaper",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(help_text="The day from which this is true in the world.", verbose_name="from")),
                (
                    "precision",
                    models.TextField(
                        choices=[("day", "day"), ("month", "month"), ("year", "year")], default="day", verbose_name="precision"
                    ),
                ),
                ("certain_from", models.DateField(editable=False, verbose_name="certainly from")),
                (
                    "until",
                    models.DateField(
                        blank=True, help_text="The first day on which it is no longer true.", null=True, verbose_name="until"
                    ),
                ),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("voided_at", models.DateTimeField(editable=False, null=True, verbose_name="voided at")),
                ("void_reason", models.TextField(blank=True, editable=False, verbose_name="reason for voiding")),
                ("superseded_at", models.DateTimeField(editable=False, null=True)),
                ("imported", models.BooleanField(default=False, verbose_name="taken over from elsewhere")),
                ("source_known_on", models.DateField(blank=True, null=True, verbose_name="known to its source on")),
                (
                    "paper",
                    models.TextField(
                        choices=[
                            ("proposal", "project proposal form"),
                            ("plan-application", "plan application table"),
                            ("covering-letter", "covering letter"),
                            ("explanation", "drafting explanation"),
                            ("comment-draft", "draft for comments"),
                            ("review-draft", "draft for review"),
                            ("disposition", "comment summary and disposition table"),
                            ("review-conclusion", "minutes or letter-review conclusion"),
                            ("approval-draft", "draft for approval"),
                            ("submission-sheet", "submission signature sheet"),
                            ("adopted-original", "original and translation of the adopted standard"),
                            ("foreign-text", "text of the translation"),
                            ("amendment-sheet", "text of the amendment sheet"),
                            ("announcement", "announcement"),
                            ("review-report", "review report"),
                        ],
                        verbose_name="paper",
                    ),
                ),
                ("place", models.TextField(help_text="File number, shelf or address.", verbose_name="where it lies")),
            ],
            options={
                "verbose_name": "paper on file",
                "verbose_name_plural": "papers on file",
                "ordering": ("valid_from", "pk"),
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TermExtension",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("valid_from", models.DateField(help_text="The day from which this is true in the world.", verbose_name="from")),
                (
                    "precision",
                    models.TextField(
                        choices=[("day", "day"), ("month", "month"), ("year", "year")], default="day", verbose_name="precision"
                    ),
                ),
                ("certain_from", models.DateField(editable=False, verbose_name="certainly from")),
                (
                    "until",
                    models.DateField(
                        blank=True, help_text="The first day on which it is no longer true.", null=True, verbose_name="until"
                    ),
                ),
                ("recorded_at", models.DateTimeField(editable=False, verbose_name="recorded at")),
                ("voided_at", models.DateTimeField(editable=False, null=True, verbose_name="voided at")),
                ("void_reason", models.TextField(blank=True, editable=False, verbose_name="reason for voiding")),
                ("superseded_at", models.DateTimeField(editable=False, null=True)),
                ("imported", models.BooleanField(default=False, verbose_name="taken over from elsewhere")),
                ("source_known_on", models.DateField(blank=True, null=True, verbose_name="known to its source on")),
                ("months", models.PositiveSmallIntegerField(verbose_name="months")),
                ("due_before", models.DateField(verbose_name="due before")),
                ("due_after", models.DateField(verbose_name="due after")),
                ("reason", models.TextField(verbose_name="reason")),
            ],
            options={
                "verbose_name": "extension",
                "verbose_name_plural": "extensions",
                "ordering": ("valid_from", "pk"),
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="project",
            name="procedure",
            field=models.TextField(
                choices=[
                    ("industry", "industry standard, normal procedure"),
                    ("industry-b", "industry standard, fast track B"),
                    ("industry-c", "industry standard, fast track C"),
                    ("mandatory", "mandatory national standard"),
                    ("recommended", "recommended national standard"),
                    ("group", "group standard"),
                    ("foreign", "foreign-language version"),
                    ("amendment", "amendment sheet"),
                    ("review", "periodic review of a standard"),
                ],
                default=standards.lifecycle.Procedure["INDUSTRY"],
                verbose_name="procedure",
            ),
        ),
        migrations.AddField(
            model_name="project",
            name="standard",
            field=models.ForeignKey(
                blank=True,
                help_text="The standard under review, to be amended or translated.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="projects_about",
                to="standards.standard",
                verbose_name="standard it is about",
            ),
        ),
        migrations.AlterField(
            model_name="project",
            name="stage",
            field=models.TextField(
                choices=[
                    ("proposal", "proposal"),
                    ("returned", "proposal returned"),
                    ("plan_notice", "proposal on public notice"),
                    ("planned", "plan issued"),
                    ("drafting", "drafting"),
                    ("consultation", "public comment"),
                    ("review", "technical review"),
                    ("approval", "submitted for approval"),
                    ("approval_notice", "public notice before approval"),
                    ("published", "published"),
                    ("reviewing", "under periodic review"),
                    ("continued", "review closed: continues valid"),
                    ("to_change", "review closed: to be amended or revised"),
                    ("to_withdraw", "withdrawal on public notice"),
                    ("withdrawn", "withdrawal announced"),
                    ("suspended", "suspended"),
                    ("terminated", "terminated"),
                ],
                default=standards.lifecycle.Stage["PROPOSAL"],
                editable=False,
                verbose_name="stage",
            ),
        ),
        migrations.AlterField(
            model_name="stageevent",
            name="stage",
            field=models.TextField(
                choices=[
                    ("proposal", "proposal"),
                    ("returned", "proposal returned"),
                    ("plan_notice", "proposal on public notice"),
                    ("planned", "plan issued"),
                    ("drafting", "drafting"),
                    ("consultation", "public comment"),
                    ("review", "technical review"),
                    ("approval", "submitted for approval"),
                    ("approval_notice", "public notice before approval"),
                    ("published", "published"),
                    ("reviewing", "under periodic review"),
                    ("continued", "review closed: continues valid"),
                    ("to_change", "review closed: to be amended or revised"),
                    ("to_withdraw", "withdrawal on public notice"),
                    ("withdrawn", "withdrawal announced"),
                    ("suspended", "suspended"),
                    ("terminated", "terminated"),
                ],
                verbose_name="stage",
            ),
        ),
        migrations.CreateModel(
            name="ProcedureVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "procedure",
                    models.TextField(
                        choices=[
                            ("industry", "industry standard, normal procedure"),
                            ("industry-b", "industry standard, fast track B"),
                            ("industry-c", "industry standard, fast track C"),
                            ("mandatory", "mandatory national standard"),
                            ("recommended", "recommended national standard"),
                            ("group", "group standard"),
                            ("foreign", "foreign-language version"),
                            ("amendment", "amendment sheet"),
                            ("review", "periodic review of a standard"),
                        ],
                        verbose_name="procedure",
                    ),
                ),
                ("number", models.PositiveSmallIntegerField(verbose_name="version")),
                ("effective_from", models.DateField(verbose_name="effective from")),
                (
                    "grounds",
                    models.TextField(
                        blank=True, help_text="The order or decision that this version follows.", verbose_name="grounds"
                    ),
                ),
                ("approved_at", models.DateTimeField(editable=False, null=True, verbose_name="approved at")),
                (
                    "approved_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                        verbose_name="approved by",
                    ),
                ),
            ],
            options={
                "verbose_name": "version of a procedure",
                "verbose_name_plural": "versions of procedures",
                "ordering": ("procedure", "-number"),
            },
        ),
        migrations.CreateModel(
            name="ProcedureParameter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.TextField(verbose_name="parameter")),
                ("value", models.JSONField(blank=True, null=True, verbose_name="value")),
                ("clause", models.TextField(blank=True, verbose_name="clause")),
                (
                    "certainty",
                    models.TextField(
                        choices=[
                            ("verified", "read at the source"),
                            ("secondary", "secondary source"),
                            ("unverified", "to be confirmed"),
                        ],
                        default="unverified",
                        verbose_name="certainty",
                    ),
                ),
                (
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="parameters",
                        to="standards.procedureversion",
                        verbose_name="version",
                    ),
                ),
            ],
            options={
                "verbose_name": "parameter",
                "verbose_name_plural": "parameters",
                "ordering": ("pk",),
            },
        ),
        migrations.AddField(
            model_name="project",
            name="rules",
            field=models.ForeignKey(
                blank=True,
                editable=False,
                help_text="Empty: the version in force when the project began.",
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="projects",
                to="standards.procedureversion",
                verbose_name="version of the procedure",
            ),
        ),
        migrations.AddIndex(
            model_name="project",
            index=models.Index(fields=["procedure", "stage"], name="project_procedure_stage"),
        ),
        migrations.AddField(
            model_name="projectpaper",
            name="batch",
            field=models.ForeignKey(
                editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="base.batch"
            ),
        ),
        migrations.AddField(
            model_name="projectpaper",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="papers", to="standards.project", verbose_name="project"
            ),
        ),
        migrations.AddField(
            model_name="projectpaper",
            name="recorded_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="recorded by",
            ),
        ),
        migrations.AddField(
            model_name="projectpaper",
            name="superseded_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="projectpaper",
            name="supersedes",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="successors",
                to="standards.projectpaper",
            ),
        ),
        migrations.AddField(
            model_name="projectpaper",
            name="voided_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="termextension",
            name="batch",
            field=models.ForeignKey(
                editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="base.batch"
            ),
        ),
        migrations.AddField(
            model_name="termextension",
            name="project",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="extensions",
                to="standards.project",
                verbose_name="project",
            ),
        ),
        migrations.AddField(
            model_name="termextension",
            name="recorded_by",
            field=models.ForeignKey(
                editable=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="recorded by",
            ),
        ),
        migrations.AddField(
            model_name="termextension",
            name="superseded_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="termextension",
            name="supersedes",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="successors",
                to="standards.termextension",
            ),
        ),
        migrations.AddField(
            model_name="termextension",
            name="voided_by",
            field=models.ForeignKey(
                editable=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="procedureversion",
            constraint=models.UniqueConstraint(fields=("procedure", "number"), name="procedureversion_number"),
        ),
        migrations.AddConstraint(
            model_name="procedureversion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("approved_at__isnull", True), ("approved_by__isnull", True)),
                    models.Q(("approved_at__isnull", False), ("approved_by__isnull", False)),
                    _connector="OR",
                ),
                name="procedureversion_approved_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="procedureparameter",
            constraint=models.UniqueConstraint(fields=("version", "name"), name="procedureparameter_name"),
        ),
        migrations.AddIndex(
            model_name="projectpaper",
            index=models.Index(fields=["project", "paper"], name="projectpaper_project"),
        ),
        migrations.AddConstraint(
            model_name="projectpaper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("void_reason", ""), ("voided_at__isnull", True), ("voided_by__isnull", True)),
                    models.Q(
                        ("voided_at__isnull", False), ("voided_by__isnull", False), models.Q(("void_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="standards_projectpaper_void_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectpaper",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("superseded_at__isnull", True), ("superseded_by__isnull", True)),
                    models.Q(("superseded_at__isnull", False), ("superseded_by__isnull", False)),
                    _connector="OR",
                ),
                name="standards_projectpaper_supersede_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectpaper",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gte", models.F("valid_from")), _connector="OR"),
                name="standards_projectpaper_half_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="projectpaper",
            constraint=models.CheckConstraint(
                condition=models.Q(("certain_from__gte", models.F("valid_from"))), name="standards_projectpaper_certain_after"
            ),
        ),
        migrations.AddConstraint(
            model_name="termextension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("void_reason", ""), ("voided_at__isnull", True), ("voided_by__isnull", True)),
                    models.Q(
                        ("voided_at__isnull", False), ("voided_by__isnull", False), models.Q(("void_reason", ""), _negated=True)
                    ),
                    _connector="OR",
                ),
                name="standards_termextension_void_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="termextension",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("superseded_at__isnull", True), ("superseded_by__isnull", True)),
                    models.Q(("superseded_at__isnull", False), ("superseded_by__isnull", False)),
                    _connector="OR",
                ),
                name="standards_termextension_supersede_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="termextension",
            constraint=models.CheckConstraint(
                condition=models.Q(("until__isnull", True), ("until__gte", models.F("valid_from")), _connector="OR"),
                name="standards_termextension_half_open",
            ),
        ),
        migrations.AddConstraint(
            model_name="termextension",
            constraint=models.CheckConstraint(
                condition=models.Q(("certain_from__gte", models.F("valid_from"))), name="standards_termextension_certain_after"
            ),
        ),
        migrations.RunPython(set_procedures, migrations.RunPython.noop),
    ]
