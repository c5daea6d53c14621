# syntax=docker/dockerfile:1
# LO Portal as one image for web, worker, beat and migrations. The root file system may be read-only:
# only /var/lib/portal (uploads, letters) and /tmp are written to.

FROM debian:12-slim AS build
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 python3-venv gettext \
 && rm -rf /var/lib/apt/lists/*
RUN python3 -m venv /opt/portal
WORKDIR /srv/portal
COPY requirements.txt requirements-fonts.txt ./
RUN /opt/portal/bin/pip install --no-cache-dir --require-hashes -r requirements.txt \
 && /opt/portal/bin/pip install --no-cache-dir --require-hashes --no-deps -r requirements-fonts.txt
COPY . .
# Settings of production are needed to hash the static files; every value is made up and stays here.
RUN for file in locale/*/LC_MESSAGES/django.po; do msgfmt -o "${file%.po}.mo" "$file"; done \
 && PORTAL_ENV=production SECRET_KEY=only-to-collect-static-files-in-the-build FIELD_KEYS=none \
    ALLOWED_HOSTS=localhost DATABASE_URL=postgresql:///none PORTAL_VAR=/srv/portal/built \
    /opt/portal/bin/python manage.py collectstatic --noinput \
 && rm -rf tests benchmarks docs .ci

FROM debian:12-slim
RUN apt-get update \
 && apt-get install -y --no-install-recommends python3 libpango-1.0-0 libpangoft2-1.0-0 \
    libharfbuzz-subset0 postgresql-client \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 10001 --home-dir /var/lib/portal --create-home portal
COPY --from=build /opt/portal /opt/portal
COPY --from=build /srv/portal /srv/portal
WORKDIR /srv/portal
ENV PATH=/opt/portal/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 \
    PORTAL_ENV=production PORTAL_VAR=/var/lib/portal STATIC_ROOT=/srv/portal/built/static
USER 10001:10001
VOLUME ["/var/lib/portal"]
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=5s --start-period=40s --retries=3 \
  CMD ["python", "deploy/probe.py", "http://127.0.0.1:8000/healthz"]
CMD ["gunicorn", "--config", "deploy/gunicorn.py", "lo_portal.wsgi:application"]
