from modelsearch.backends.database.sqlite.sqlite import SQLiteIndex, SQLiteSearchBackend

from search.staff.mixins import AsksWords, KeepsWords


class SqliteWords(KeepsWords, SQLiteIndex):
    pass


class SqliteStaff(AsksWords, SQLiteSearchBackend):
    index_class = SqliteWords
