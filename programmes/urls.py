from django.urls import path

from programmes import views

app_name = "programmes"
urlpatterns = [
    path("orientation/", views.orientation, name="orientation"),
    path("effort-energie/", views.energy_share, name="energy_share"),
]
