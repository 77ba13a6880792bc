"""The site's pages. A page factory takes `parent=`; without one, the page hangs under the French home page."""

from datetime import date, time
from decimal import Decimal

import factory
from factory.django import DjangoModelFactory
from wagtail.models import Locale, Page, Site

from home import models
from home.accessibility import rgaa
from home.models import AccessibilityPage, Audit, AuditResult


class LocaleFactory(DjangoModelFactory):
    class Meta:
        model = Locale
        django_get_or_create = ("language_code",)

    language_code = "fr"


class PageFactory(DjangoModelFactory):
    class Meta:
        abstract = True

    parent = None
    title = factory.Sequence("Page {}".format)
    summary = "Ce que dit la page."
    live = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        parent = kwargs.pop("parent", None) or HomePageFactory()
        kwargs.setdefault("locale", parent.locale)
        return parent.add_child(instance=model_class(*args, **kwargs))


class HomePageFactory(PageFactory):
    """The home page of a language, made once; the French one becomes the site's root."""

    class Meta:
        model = models.HomePage

    title = "Accueil"
    doors_title = "Que se passe-t-il pour vous en ce moment ?"

    @classmethod
    def _create(cls, model_class, *args, language="fr", parent=None, **kwargs):
        known = model_class.objects.filter(locale__language_code=language).first()
        return known or cls.plant(model_class(*args, **kwargs), language)

    @staticmethod
    def plant(home, language):
        home.locale, home.slug = LocaleFactory(language_code=language), f"home-{language}"
        original = models.HomePage.objects.first()
        if original:
            home.translation_key = original.translation_key
        Page.get_first_root_node().add_child(instance=home)
        if not original:
            site, _ = Site.objects.update_or_create(
                is_default_site=True, defaults={"hostname": "testserver", "port": 80, "root_page": home}
            )
            ContactDetailsFactory(site=site)
        return home


class ContactDetailsFactory(DjangoModelFactory):
    class Meta:
        model = models.ContactDetails
        django_get_or_create = ("site",)

    name = "Mairie de Montpellier"
    street = "1 place Georges Frêche"
    postcode = "34267"
    city = "Montpellier cedex 2"
    phone = "04 67 34 70 00"
    latitude = Decimal("43.59778")
    longitude = Decimal("3.87750")
    opening = [("hours", {"day": "0", "opens": time(8, 30), "closes": time(17, 30)})]
    stops = [("stop", {"lines": "Tramway 1 et 3", "name": "Moularès – Hôtel de Ville"})]


class HelpNumberFactory(DjangoModelFactory):
    class Meta:
        model = models.HelpNumber

    number = "3919"
    title = "Être écoutée"
    text = "Gratuit et anonyme."
    link = "tel:3919"
    checked_on = date(2026, 11, 1)
    locale = factory.SubFactory(LocaleFactory)


class HomeDoorFactory(DjangoModelFactory):
    class Meta:
        model = models.HomeDoor

    sentence = "J’ai froid chez moi"
    label = "Énergie"
    motif = "energie"
    locale = factory.SelfAttribute("page.locale")


class StandardPageFactory(PageFactory):
    class Meta:
        model = models.StandardPage


class PolicyPageFactory(PageFactory):
    class Meta:
        model = models.PolicyPage

    slug = "politique"


class PolicyFigureFactory(DjangoModelFactory):
    class Meta:
        model = models.PolicyFigure

    value = "50"
    unit = "M€"
    label = "par an pour les solidarités"
    year = "2018"
    source = "Annonce du 14 février 2018"
    locale = factory.SelfAttribute("page.locale")


class EmergencyPageFactory(PageFactory):
    class Meta:
        model = models.EmergencyPage

    slug = "urgences"
    seo_title = "Numéros utiles"
    quick_exit = True


class ContactPageFactory(PageFactory):
    class Meta:
        model = models.ContactPage

    slug = "contact"


class SiteMapPageFactory(PageFactory):
    class Meta:
        model = models.SiteMapPage

    slug = "plan-du-site"


class NewsIndexPageFactory(PageFactory):
    class Meta:
        model = models.NewsIndexPage

    slug = "actualites"


class NewsPageFactory(PageFactory):
    class Meta:
        model = models.NewsPage

    published_on = date(2018, 2, 14)


class AccessibilityPageFactory(PageFactory):
    class Meta:
        model = AccessibilityPage

    title = "Déclaration d’accessibilité"
    slug = "accessibilite"


class AuditFactory(DjangoModelFactory):
    """An audit without results; `partial` has them all and is stated: 70 met, 33 not met, 3 not concerned."""

    class Meta:
        model = Audit
        skip_postgeneration_save = True

    rgaa_version = rgaa.VERSION
    done_by = "Cabinet Exemple"
    done_on = factory.LazyFunction(date.today)
    environments = tools = pages = "Un\nDeux"

    @factory.post_generation
    def partial(self, create, extracted, **kwargs):
        if extracted:
            verdicts = ["met"] * 70 + ["not-met"] * 33 + ["none"] * 3
            found = {"not-met": "La vidéo n’a pas de sous-titres."}
            self.record(
                AuditResult(audit=self, criterion=number, verdict=verdict, found=found.get(verdict, ""))
                for number, verdict in zip(rgaa.criteria(), verdicts, strict=True)
            )
            self.is_published = True
            self.save()


class EasyReadFactory(DjangoModelFactory):
    """Compared with its page as it stands; `reviewed=True` has readers concerned read it."""

    class Meta:
        model = models.EasyRead

    class Params:
        reviewed = factory.Trait(readers="Le groupe de lecture d’exemple", reviewed_on=date(2026, 11, 1))

    page = factory.LazyFunction(lambda: StandardPageFactory())
    title = "En mots simples"
    body = [("part", {"title": "Une idée", "lines": "Une phrase.\n- un\n- deux", "picture": "icons/check"})]
    live = True

    @classmethod
    def _create(cls, model_class, *args, **kwargs):
        easy = model_class(*args, **kwargs)
        easy.compare()
        easy.seal_review()
        easy.save()
        return easy


class GlossaryTermFactory(DjangoModelFactory):
    class Meta:
        model = models.GlossaryTerm

    name = "CCAS"
    slug = "ccas"
    expansion = "centre communal d’action sociale"
    definition = "Établissement public de la commune."
    easy_definition = "Le CCAS est un service public.\nIl aide les gens."
    locale = factory.SubFactory(LocaleFactory)
