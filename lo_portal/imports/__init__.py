"""Lists into the portal: reader, comparer, preview, confirm, report, undo.

The engine knows no domain noun. What a list is (its columns, how a row
becomes a record, how records are matched and applied) is told by a `Kind`
that a room registers from its `AppConfig.ready()`.
"""
