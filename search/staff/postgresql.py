from modelsearch.backends.database.postgres.postgres import PostgresIndex, PostgresSearchBackend

from search.staff.mixins import AsksWords, KeepsWords


class PostgresqlWords(KeepsWords, PostgresIndex):
    pass


class PostgresqlStaff(AsksWords, PostgresSearchBackend):
    index_class = PostgresqlWords
