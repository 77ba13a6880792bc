"""Every address, in one place. French is unprefixed; English is the same after /en/."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path, re_path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from home import serving
from home.signin import urls as signin_urls
from portal import errors, health, robots
from portal.sitemap import PageSitemap

urlpatterns = [
    path("gestion/compte/", include("home.signin.urls")),
    path("gestion/", include(signin_urls.wagtail_doors)),
    path("gestion/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("sante/vif", health.alive),
    path("sante/pret", health.ready),
    path("lsf/", include("home.signed.serving")),
    path("robots.txt", robots.robots),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PageSitemap}}, name="sitemap"),
]

urlpatterns += i18n_patterns(
    path("", include("forms.urls")),
    path("", include("programmes.urls")),
    path("recherche/", include("search.urls")),
    path("", include("home.urls")),
    re_path(wagtail_urls.serve_pattern, serving.serve, name="wagtail_serve"),
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)

handler400 = errors.bad_request
handler404 = errors.not_found
handler500 = errors.server_error
