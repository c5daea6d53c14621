"""Lists in and out: xlsx, csv and ods read into plain tables, tables written to files.

Everything here is pure: bytes in, frozen dataclasses out. No ORM, clock,
settings or network. What a column means is told by the rooms (their `Column`
tables), never by this package.
"""
