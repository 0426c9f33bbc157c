"""The account under which the portal itself acts: nightly jobs, imports from the command line."""

from .audit import act
from .models import User

SYSTEM = "portal"


def system_user() -> User:
    """The portal's own account, which nobody can sign in with."""
    user = User.objects.filter(username=SYSTEM).first()
    if user is None:
        user = User(username=SYSTEM, name="门户系统", name_pinyin="men hu xi tong", is_system=True)
        user.set_unusable_password()
        models_save(user)
    return user


def models_save(user: User) -> None:
    """The first account has nobody to be recorded by: it is recorded as its own doing."""
    from django.db.models import Model

    Model.save(user)
    with act("account.create", user, by=user) as this:
        this.saved(user, {"username": [None, user.username]})
