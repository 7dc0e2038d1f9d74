"""Sign-in by the composed username, with the school fetched along."""

from django.contrib.auth.backends import ModelBackend
from django.utils import timezone

from studyhub.people.models import User


class SchoolBackend(ModelBackend):
    """Django's backend, minus permissions, plus one-time passwords that run out.

    A one-time password past its day is treated like a wrong one, so its age tells nothing.
    """

    def user_can_authenticate(self, user) -> bool:
        """Refuse suspended accounts and one-time passwords that have run out."""
        return super().user_can_authenticate(user) and not user.one_time_password_has_run_out(
            timezone.now()
        )

    def get_user(self, user_id):
        """Fetch the person of this session with the school, or nobody if suspended."""
        user = User.objects.select_related("school").filter(pk=user_id).first()
        return user if user is not None and user.is_active else None

    def has_perm(self, user_obj, perm, obj=None) -> bool:
        """Model permissions are not used here; rights come from querysets."""
        return False
