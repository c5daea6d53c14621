import rules

from lo_portal.accounts.rules import grant


@rules.predicate
def owns_job(user, job):
    return job is not None and job.owner_id == user.pk


grant("jobs", own=owns_job)
