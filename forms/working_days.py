"""The city's working days, under the name by which requests know them."""

from home.working_days import after, between, following, is_worked, until

__all__ = ["after", "between", "following", "is_worked", "until"]
