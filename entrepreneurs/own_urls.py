"""Addresses below /account/enterprises/, for editors behind their login."""

from django.urls import path

from entrepreneurs.views import own, own_editors, own_pictures, own_products

app_name = "own"
urlpatterns = [
    path("<slug:slug>/", own.enterprise, name="enterprise"),
    path("<slug:slug>/products/", own_products.products, name="products"),
    path("<slug:slug>/products/add/", own_products.add, name="product_add"),
    path("<slug:slug>/products/<str:number>/", own_products.change, name="product"),
    path("<slug:slug>/changes/<int:number>/withdraw/", own.withdraw, name="withdraw"),
    path("<slug:slug>/pictures/", own_pictures.pictures, name="pictures"),
    path("<slug:slug>/pictures/<int:number>/", own_pictures.change, name="picture"),
    path("<slug:slug>/pictures/<int:number>/remove/", own_pictures.remove, name="picture_remove"),
    path("<slug:slug>/editors/", own_editors.editors, name="editors"),
    path("<slug:slug>/editors/<int:number>/end/", own_editors.end, name="end_editing"),
    path("<slug:slug>/directory/", own_editors.directory, name="directory"),
    path("<slug:slug>/edit/<slug:section>/", own.edit, name="edit"),
]
