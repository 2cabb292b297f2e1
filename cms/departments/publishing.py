"""What follows an approval. Wagtail imports this while its own models load: nothing of theirs may be imported here."""


def publish_approved(workflow_state, user=None) -> None:
    """Publish the version that was approved (WAGTAIL_FINISH_WORKFLOW_ACTION), not one that was saved meanwhile.

    The head approves without a right to publish at will: the permission is the approval itself, checked in its state.
    """
    workflow_state.current_task_state.revision.publish(user=user, skip_permission_checks=True)
