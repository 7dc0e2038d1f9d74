"""allauth, fitted to a school: no sign-up, no e-mail, sentences of our own."""

import logging

from allauth.account.adapter import DefaultAccountAdapter

log = logging.getLogger("studyhub.people.sign_in")


class SchoolAccountAdapter(DefaultAccountAdapter):
    """Accounts are made by school admins, so nobody can sign up."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": (
            "This name and password do not fit together. Check both, or ask your teacher for a "
            "one-time password."
        ),
        "too_many_login_attempts": (
            "Too many tries. Wait five minutes, or ask your teacher for a one-time password."
        ),
    }

    def is_open_for_signup(self, request) -> bool:
        """Never."""
        return False

    def authentication_failed(self, request, **credentials) -> None:
        """Log that a sign-in failed, without the name that was tried."""
        log.info("sign-in failed")

    def add_message(self, request, level, message_template=None, *args, **kwargs) -> None:
        """Say nothing for signing in and out: the page itself shows it."""

    def set_password(self, user, password) -> None:
        """Keep the chosen password; a one-time one is over with it."""
        user.set_password(password)
        user.one_time_until = None
        user.save(update_fields=["password", "one_time_until"])

    def forget_failed_sign_ins(self, request, user) -> None:
        """Let a person sign in at once with the code they were just given."""
        self._delete_login_attempts_cached_email(request, username=user.username)
