"""Personal data: which column holds it, how long it stays, and what a person may ask (UU 27/2022).

Each room says in its `personal.py` what its columns hold (`registry.declare`), what must go when
(`registry.purge`), and how a person is erased (`registry.erase`). A test fails on a column nobody
declared.
"""
