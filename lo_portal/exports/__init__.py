"""Lists that leave the house as files: each declared once, written as xlsx, csv and PDF.

A room declares its lists in its `lists.py` (`listing.register`); the columns say themselves who may
have them. `answering.answer` is what a view returns.
"""
