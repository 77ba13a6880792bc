"""Pages in easy French (FALC, “facile à lire et à comprendre”): what they are made of, and what keeps them true.

The European rules of easy-to-read ask for people concerned to read each text. Until they have, the page says so.
"""
