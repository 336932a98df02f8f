"""Background work, enqueued in the transaction of the step that needs it."""

from django_tasks import task

from stars.services.wiping import wipe


@task(queue_name="default", backend="jobs")
def wipe_boxes() -> None:
    wipe()
