"""The log of the web server, in the same lines as ours: it names clients and addresses otherwise."""

import logging
from typing import Any

from gunicorn.glogging import Logger

from portal.logs import Lines


class ServerLog(Logger):
    """Given to gunicorn by `serve`. Requests are logged by `portal.request_lines`; the access log stays shut."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for handler in self.error_log.handlers:
            handler.setFormatter(Lines())
        self.access_log.handlers.clear()
        self.access_log.addHandler(logging.NullHandler())

    def access(self, *args: Any, **kwargs: Any) -> None:
        pass
