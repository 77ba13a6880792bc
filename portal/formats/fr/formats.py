"""French as people write it: 14 h 43, with no-break spaces, where Django's own formats say 14:43."""

TIME_FORMAT = "G\N{NO-BREAK SPACE}\\h\N{NO-BREAK SPACE}i"
DATETIME_FORMAT = "j F Y, G\N{NO-BREAK SPACE}\\h\N{NO-BREAK SPACE}i"
