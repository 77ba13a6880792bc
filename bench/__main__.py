"""`make bench`: the figures that people compare, as a table. Ratios and counts; of time, the processor’s alone.

Runs on a throw-away database filled with the demonstration; with DATABASE_URL on PostgreSQL, also the plan of the
inbox's first page over 100,000 requests. With BENCH_ROWS as well, the figures of that many requests, and nothing else.
"""

import os

os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"

import django

django.setup()

from django.test.utils import get_runner, setup_test_environment  # noqa: E402

from bench import crowd, photos, queries, relevance, rotation, steps, weight  # noqa: E402


def main() -> None:
    from django.conf import settings

    setup_test_environment()
    runner = get_runner(settings)(verbosity=0, interactive=False)
    databases = runner.setup_databases()
    try:
        usual = (rotation, queries, relevance, steps, weight, photos)  # the keys of its own turn in an empty database
        rows = [row for part in ((crowd,) if crowd.MANY else usual) for row in part.measure()]
    finally:
        runner.teardown_databases(databases)
    print_table(rows)


def print_table(rows: list[tuple[str, str, str]]) -> None:
    wide = max(len(name) for name, _value, _bound in rows)
    print(f"{'figure':<{wide}}  {'measured':>12}  {'bound':>12}")  # noqa: T201 – the table is what this is for
    for name, value, bound in rows:
        print(f"{name:<{wide}}  {value:>12}  {bound:>12}")  # noqa: T201


main()
