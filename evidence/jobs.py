"""Background work, enqueued in the transaction of the step that needs it."""

from django_tasks import task

from evidence.services.publishing import publish


@task(queue_name="default", backend="jobs")
def publish_signed(publication_id: int) -> None:
    publish(publication_id=publication_id)
