"""Uploads go to a temporary file and never beyond the largest size that any type allows."""

from django.core.files.uploadedfile import TemporaryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

from evidence.intake.limits import LARGEST


class CappedUploadHandler(FileUploadHandler):
    """Reads the whole request (a phone gets its answer, not a broken line) but keeps at most LARGEST bytes
    of a file; `too_large` on the file says that it was cut."""

    chunk_size = 256 * 1024

    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.file = TemporaryUploadedFile(
            self.file_name, self.content_type, 0, self.charset, self.content_type_extra
        )
        self.file.too_large = False

    def receive_data_chunk(self, raw_data, start):
        if start + len(raw_data) > LARGEST:
            self.file.too_large = True
        else:
            self.file.write(raw_data)

    def file_complete(self, file_size):
        self.file.seek(0)
        self.file.size = file_size
        return self.file

    def upload_interrupted(self):
        if getattr(self, "file", None):
            self.file.close()
