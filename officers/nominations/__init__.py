"""Agencies are asked for officers and name them on a page of their own; the bureau decides."""
