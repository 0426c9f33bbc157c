"""Work pages of the records that only goals need; they belong to the desk of the programmes."""

from django.urls import URLPattern, URLResolver, path

from programmes import views_claims as claims
from programmes import views_conversion as conversion
from programmes import views_demonstrations as demonstrations

urlpatterns: list[URLPattern | URLResolver] = [
    path("demonstrations/", demonstrations.demonstrations, name="demonstrations"),
    path("demonstrations/new/", demonstrations.new_demonstration, name="new-demonstration"),
    path("demonstrations/<int:pk>/", demonstrations.demonstration, name="demonstration"),
    path("demonstrations/<int:pk>/edit/", demonstrations.edit_demonstration, name="edit-demonstration"),
    path("demonstrations/<int:pk>/decide/", demonstrations.decide_demonstration, name="decide-demonstration"),
    path("claims/", claims.claims, name="claims"),
    path("claims/new/", claims.new_claim, name="new-claim"),
    path("claims/<int:pk>/", claims.claim, name="claim"),
    path("claims/<int:pk>/edit/", claims.edit_claim, name="edit-claim"),
    path("claims/<int:pk>/decide/", claims.decide_claim, name="decide-claim"),
    path("conversion/", conversion.conversion_lists, name="conversion-lists"),
    path("conversion/<int:area>/", conversion.conversion_list, name="conversion-list"),
    path("conversion/<int:area>/new/", conversion.list_standard, name="list-for-conversion"),
    path("conversion/<int:area>/<int:pk>/decide/", conversion.decide_suitability, name="decide-suitability"),
    path("conversion/entries/<int:pk>/end/", conversion.unlist, name="unlist"),
    path("decisions/<slug:kind>/<int:pk>/undo/", conversion.undo, name="undo"),
]
