"""What points at a model: every foreign key of every app, those without a name for the way back too."""

from django.db import models


def pointing_at(model: type[models.Model]) -> list[models.ForeignObjectRel]:
    """The relations whose foreign keys lead to the model, in the order of the apps."""
    fields = model._meta.get_fields(include_hidden=True)
    return [field for field in fields if isinstance(field, (models.ManyToOneRel, models.OneToOneRel)) and not field.parent_link]
