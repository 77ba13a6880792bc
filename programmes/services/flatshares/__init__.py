"""The flatshares once applications are in: the list, its two readings, offers and leases, hours given.

Every verb takes its locks in one order: the request, the room, the candidate.
"""
