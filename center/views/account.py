"""The page from which people reach everything about their own account."""

from typing import TYPE_CHECKING

from allauth.mfa.utils import is_mfa_enabled
from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from center.models import User
from center.services import accounts

if TYPE_CHECKING:
    _UserForm = forms.ModelForm[User]
else:
    _UserForm = forms.ModelForm


class LanguageForm(_UserForm):
    class Meta:
        model = User
        fields = ["language"]


class SignedInRequest(HttpRequest):
    """A request behind `login_required`."""

    user: User


@never_cache
@login_required
def home(request: SignedInRequest) -> HttpResponse:
    """Show a person's own account; POST chooses the language of their mails and of the admin."""
    form = LanguageForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        accounts.choose_language(user=request.user, language=form.cleaned_data["language"])
        messages.success(request, _("Your language is saved."))
        return redirect("account_home")
    return render(
        request,
        "center/account_home.html",
        {"form": form, "has_second_factor": is_mfa_enabled(request.user)},
    )


@login_required
def email_is_fixed(request: HttpRequest) -> HttpResponse:
    """Stand before the page of addresses: an address is a login, so the office changes it."""
    messages.info(request, _("To change your email address, ask the office."))
    return redirect("account_home")
