"""Writing passwords. The words themselves never reach the audit; that they were changed, and by whom, does."""

from django.db import transaction

from .audit import act
from .models import User


@transaction.atomic
def set_password(account: User, *, password: str, by: User) -> User:
    """Give the account a new password; a password given by others need no longer be changed."""
    account = User.objects.select_for_update().get(pk=account.pk)
    with act("account.set-password", account, by=by) as this:
        account.set_password(password)
        account.must_change_password = False
        if not account.changed_fields():
            this.saved(account, {})
        account.save()
    return account
