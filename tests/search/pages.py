"""What is read off a page of results."""

from bs4 import BeautifulSoup
from django.http import HttpResponse


def soup(response: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def links(response: HttpResponse) -> list[str]:
    return [link["href"] for link in soup(response).select(".hits h3 a")]
