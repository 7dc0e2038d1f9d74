"""Addresses of the people floor. The names are those allauth looks for."""

from django.urls import path

from studyhub.people.views import confirming, sign_in

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="account_login"),
    path("s/<slug:school>/sign-in/", sign_in.sign_in, name="school_sign_in"),
    path("sign-out/", sign_in.sign_out, name="account_logout"),
    path("confirm-address/<str:token>/", confirming.confirm_address, name="confirm_address"),
    path("password/", sign_in.choose_password, name="account_change_password"),
]
