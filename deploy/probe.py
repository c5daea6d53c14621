"""`python deploy/probe.py URL`: exit code 0 when the address answers with 2xx. For health checks.

It names the public host, for the portal answers to no other.
"""

import os
import sys
import urllib.error
import urllib.request

host = os.environ.get("ALLOWED_HOSTS", "").split(",")[0] or "localhost"
try:
    request = urllib.request.Request(sys.argv[1], headers={"Host": host})
    with urllib.request.urlopen(request, timeout=4) as answer:
        sys.exit(0 if 200 <= answer.status < 300 else 1)
except (urllib.error.URLError, OSError) as error:
    sys.exit(f"{sys.argv[1]}: {error}")
