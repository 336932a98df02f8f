"""Files that belong to a round of the five roles: photographed sheets, a board with its posting."""

from django.db import models

from evidence.models.files import StoredFile
from stars.models import Meeting, Posting, User
from stars.write_once import Settled


class RoundFile(Settled):
    """One stored file that points at a meeting or a posting. Always private; taken out, never deleted."""

    OPEN_FIELDS = frozenset({"taken_out"})

    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="files")
    posting = models.ForeignKey(Posting, null=True, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    original_name = models.CharField(max_length=200)
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    taken_out = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(meeting=None) ^ models.Q(posting=None), name="round_file_points_at_one"
            )
        ]

    def __str__(self):
        return self.original_name

    def is_settled(self) -> bool:
        return self.taken_out
