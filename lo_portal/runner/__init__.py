"""What stands behind `./portal`: system packages, virtual environment, services and processes.

Only the standard library is imported here, because these modules run before anything is
installed. Nothing of the site imports them except the test plugin `tests.stack`.
"""
