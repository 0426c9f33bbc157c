"""Accounts and the roles they hold, each for a time."""

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.base import clock
from portal.base.audit import RecordedModel
from portal.base.facts import Fact, FactQuerySet


class Role(models.TextChoices):
    """Account-wide roles. A secretary's role is held in a committee and lives there."""

    OFFICER = "officer", _("ministry officer")
    LEADER = "leader", _("ministry leader")
    ADMINISTRATOR = "administrator", _("administrator")
    EXPERT = "expert", _("expert")
    CONTACT = "contact", _("organisation contact")


class User(AbstractUser, RecordedModel):
    """An account. The name is one field, never split."""

    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    name = models.TextField(_("name"))
    name_pinyin = models.TextField(_("pinyin"), blank=True, help_text=_("For sorting; filled from the name."))
    email = models.EmailField(_("e-mail"), blank=True)
    organisation = models.ForeignKey(
        "base.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people_with_accounts",
        verbose_name=_("organisation"),
    )
    must_change_password = models.BooleanField(_("must change the password at the next sign-in"), default=False)
    is_demo = models.BooleanField(_("demonstration account"), default=False)
    is_system = models.BooleanField(_("acts for the portal itself"), default=False)

    objects = UserManager()
    REQUIRED_FIELDS = ["name", "email"]
    unaudited = ("password", "last_login")

    class Meta:
        verbose_name = _("account")
        verbose_name_plural = _("accounts")
        ordering = ("name_pinyin", "username")

    def __str__(self) -> str:
        return self.name or self.username

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name

    @cached_property
    def roles_today(self) -> frozenset[str]:
        """Account-wide roles held today, asked once a request."""
        day = clock.today()
        grants = RoleGrant.objects.open().held_on(day).filter(user=self)
        return frozenset(grants.values_list("role", flat=True)) if self.is_active else frozenset()

    def save(self, *args: object, **kwargs: object) -> None:
        """A sign-in stamp or a new password hash is no change of the account; everything else is an act."""
        only = kwargs.get("update_fields")
        stamps = only is not None and set(only) <= set(self.unaudited)
        if stamps or (not self._state.adding and not self.changed_fields()):
            models.Model.save(self, *args, **kwargs)
            return
        super().save(*args, **kwargs)


class Grant(Fact):
    """A right that an account holds from a day until a day; `body_column` names whom it is held in, if anybody."""

    body_column = ""

    class Meta(Fact.Meta):
        abstract = True

    @property
    def role_words(self) -> str:
        """The right in words."""
        raise NotImplementedError

    @property
    def body(self) -> models.Model | None:
        held_in: models.Model | None = getattr(self, self.body_column)
        return held_in


class RoleGrant(Grant):
    """An account-wide role held from a day until a day. For a contact it names the organisation."""

    body_column = "organisation"

    user = models.ForeignKey(User, models.PROTECT, related_name="role_grants", verbose_name=_("account"))
    role = models.TextField(_("role"), choices=Role)
    organisation = models.ForeignKey(
        "base.Organisation",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="contact_grants",
        verbose_name=_("organisation"),
    )

    objects = FactQuerySet.as_manager()

    class Meta(Fact.Meta):
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        indexes = [models.Index(fields=("user", "role"), name="rolegrant_user_role")]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_role_display()}"

    @property
    def role_words(self) -> str:
        return str(self.get_role_display())
