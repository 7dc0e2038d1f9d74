"""Sign-in by the composed username, with the school fetched along."""

from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from studyhub.people.models import User


class SchoolBackend(ModelBackend):
    """Django's backend, minus permissions, plus one-time passwords that run out.

    A one-time password past its day is treated like a wrong one, so its age tells nothing.
    """

    def authenticate(self, request, username=None, password=None, **kwargs):
        """Sign in, or take as long over a wrong code as over any wrong password.

        One-time codes have light hashes; a quick refusal would tell that an account is there.
        """
        user = super().authenticate(request, username=username, password=password, **kwargs)
        waiting = User.objects.filter(username=username or "", one_time_until__isnull=False)
        if user is None and waiting.exists():
            make_password(password)
        return user

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
