import rules

from lo_portal.accounts.rules import is_staff


@rules.predicate
def owns_job(user, job):
    return job is not None and job.owner_id == user.pk


rules.add_rule("jobs.view_job", owns_job | is_staff)
rules.add_rule("jobs.cancel_job", owns_job | is_staff)
rules.add_rule("jobs.retry_job", owns_job | is_staff)
