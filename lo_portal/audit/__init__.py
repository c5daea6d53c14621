"""The audit room: `trail.record()` for changes, `trail.record_view()` for restricted reads."""
