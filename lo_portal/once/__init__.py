"""A form that is sent twice does its work once.

Every form of a signed-in person carries a key, written by `{% csrf_token %}` (`tags`). The first answer that
leads on is kept under (person, key); whoever sends the same key again within a day is led to the same place
(`middleware.Once`). Requests of htmx carry no key: what they change is guarded by versions and unique rows.
"""
