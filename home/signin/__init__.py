"""Staff sign-in: password or passkey, then a second factor; what a session is worth and when it ends.

django-allauth does the ceremonies. Here are the rules around them.
"""
