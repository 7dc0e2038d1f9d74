"""Signing in and out and choosing a password, on allauth's flows."""

from allauth.account.views import LoginView, LogoutView, PasswordChangeView
from django.shortcuts import get_object_or_404
from django.urls import reverse_lazy

from studyhub.access import route
from studyhub.people.models import School


class SignInView(LoginView):
    """The sign-in page; with a school in the address, for that school alone."""

    template_name = "people/sign_in.html"

    def get_form_kwargs(self) -> dict:
        """Hand the school of the address to the form; an unknown one is a 404."""
        kwargs = super().get_form_kwargs()
        if "school" in self.kwargs:
            kwargs["school"] = get_object_or_404(School, slug=self.kwargs["school"])
        return kwargs


class SignOutView(LogoutView):
    """Signing out, by POST; a GET asks first."""

    template_name = "people/sign_out.html"


class ChoosePasswordView(PasswordChangeView):
    """Choosing a password; also the first page after a one-time password."""

    template_name = "people/password.html"
    success_url = reverse_lazy("home")


sign_in = route("GET POST", may="anyone")(SignInView.as_view())
sign_out = route("GET POST", may="anyone")(SignOutView.as_view())
choose_password = route("GET POST", may="signed in")(ChoosePasswordView.as_view())
