"""Reads people out of lists: names, numbers, ranks, phones, languages.

Pure: a cell or a text in, a `Read` out, or a `ReadingError` with a sentence.
Nothing is looked up and nothing is remembered.
"""
