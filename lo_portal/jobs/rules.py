import rules


@rules.predicate
def owns_job(user, job):
    return job is not None and job.owner_id == user.pk


rules.add_rule("jobs.view_job", owns_job)
rules.add_rule("jobs.cancel_job", owns_job)
rules.add_rule("jobs.retry_job", owns_job)
