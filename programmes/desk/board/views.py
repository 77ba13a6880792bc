"""The leads' board of the programmes. To everyone else its addresses do not exist."""

from io import BytesIO
from itertools import chain

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from home.charts import Figure
from home.doors import any_of, only
from home.roles import LEADING
from home.tables import safe, write_csv
from programmes.desk.board import parts
from programmes.desk.board.forms import BoardForm

GROUPING = {ord("\N{NO-BREAK SPACE}"): None, ord("\N{NARROW NO-BREAK SPACE}"): None}


lead_only = only(any_of(LEADING))


@require_safe
@lead_only
def home(request: HttpRequest) -> HttpResponse:
    form = BoardForm.of(request.GET.dict())
    asked = parts.Asked(request.user, form.period, form.kind)
    shown = [(part, part.figures(asked)) for part in parts.of(request.user)]
    return render(request, "programmes/desk/board/home.html", {"form": form, "period": form.period, "parts": shown})


@require_safe
@lead_only
def table(request: HttpRequest, key: str) -> HttpResponse:
    """One table to take away. The table of a programme that is not theirs is unknown."""
    form = BoardForm.of(request.GET.dict())
    asked = parts.Asked(request.user, form.period, form.kind)
    figures = chain.from_iterable(part.figures(asked) for part in parts.of(request.user))
    found = next((figure for figure in figures if figure.key == key), None)
    if found is None:
        raise Http404
    out = BytesIO()
    write_csv(lines(found), out)
    name = f"{key}-{form.period.first:%Y-%m}-{form.period.last:%Y-%m}.csv"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8", headers=headers)


def lines(figure: Figure) -> list[list[str]]:
    rows = [[label, *(plain(cell) for cell in cells)] for label, cells in figure.rows]
    return [[safe(cell) for cell in row] for row in [figure.head, *rows]]


def plain(cell: str) -> str:
    """Numbers without the spaces that a screen puts between thousands."""
    bare = cell.translate(GROUPING)
    return bare if bare.isdecimal() else cell
