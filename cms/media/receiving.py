"""Receiving large uploads, which wait on the disk until their form has been read."""

from django.core.files import uploadhandler
from django.core.files.uploadedfile import UploadedFile


class TemporaryFileUploadHandler(uploadhandler.TemporaryFileUploadHandler):
    """Django's, which would answer 500 where there is no room for the file. Here the rest of the
    form is read, and the file is marked as `not_received`, so that its field can say so.
    """

    def new_file(self, *args, **kwargs) -> None:
        self.not_received = False
        try:
            super().new_file(*args, **kwargs)
        except OSError:
            self.not_received = True
            self.file = UploadedFile(name=self.file_name, size=0)

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.not_received:
            return
        try:
            super().receive_data_chunk(raw_data, start)
            self.file.flush()
        except OSError:
            self.not_received = True

    def file_complete(self, file_size: int) -> UploadedFile:
        if not self.not_received:
            return super().file_complete(file_size)
        self.file.not_received = True
        return self.file

    def upload_interrupted(self) -> None:
        if hasattr(self.file, "temporary_file_path"):
            super().upload_interrupted()
