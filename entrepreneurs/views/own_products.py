"""Products of one's own enterprise: a list, and a form for each."""

import re
import secrets
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from entrepreneurs.choices import ProfileSection
from entrepreneurs.forms.profile import ProductForm
from entrepreneurs.services import profile_values
from entrepreneurs.views.own import open_proposal, save, section_page
from entrepreneurs.views.own_access import EditorRequest, for_editors

_NEW = re.compile(r"new-[0-9a-f]{12}")
_SECTION = ProfileSection.PRODUCTS


@require_safe
@for_editors
def products(request: EditorRequest) -> HttpResponse:
    """List what the enterprise offers, and what only waits for the office."""
    own = open_proposal(request, _SECTION)
    proposed = own.changes if own else {}
    rows = [
        {
            "number": str(product.pk),
            "name": product.name,
            "category": product.category.name,
            "is_offered": product.is_offered,
            "waits": any(key.startswith(f"product.{product.pk}.") for key in proposed),
        }
        for product in request.enterprise.products.select_related("category")
    ]
    new = {key.split(".")[1] for key in proposed if key.startswith("product.new-")}
    rows += [
        {
            "number": number,
            "name": proposed[f"product.{number}.name_sr"]["new"],
            "is_offered": True,
            "waits": True,
        }
        for number in sorted(new)
    ]
    context = {"enterprise": request.enterprise, "rows": rows, "proposal": own}
    return render(request, "entrepreneurs/own/products.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def add(request: EditorRequest) -> HttpResponse:
    """Add a product; its number is made by the form, so that the same form sent twice is one product."""
    number = request.POST.get("number", "") if request.method == "POST" else f"new-{secrets.token_hex(6)}"
    if not _NEW.fullmatch(number):
        raise Http404
    return _form(request, number, heading=_("Add a product or a service"))


@require_http_methods(["GET", "HEAD", "POST"])
@for_editors
def change(request: EditorRequest, number: str) -> HttpResponse:
    """Change a product, or turn it off."""
    return _form(request, number, heading=_("Product or service"))


def _form(request: EditorRequest, number: str, *, heading: str) -> HttpResponse:
    now = profile_values.read(request.enterprise, _SECTION)
    own = open_proposal(request, _SECTION)
    values = profile_values.merged(now, own.changes) if own else now
    is_known = f"product.{number}.name_sr" in values
    if not is_known and not _NEW.fullmatch(number):
        raise Http404
    if request.method != "POST":
        if not is_known and request.resolver_match and request.resolver_match.url_name != "product_add":
            raise Http404
        form = ProductForm(values=values, number=number)
        form.look_at(_only(now, number))
        return section_page(request, form, own, heading=heading, number=number)
    form = ProductForm(request.POST, values=values, number=number)
    form.look_at(_only(now, number))
    done = redirect("own:products", request.enterprise.slug)
    return save(request, form, own, back=done, done=done, heading=heading, number=number)


def _only(values: dict[str, Any], number: str) -> dict[str, Any]:
    return {key: value for key, value in values.items() if key.startswith(f"product.{number}.")}
