"""Where a photo was taken, which phones write into the file.

The file becomes public with the first page that shows it, and nobody sees what is hidden in it.
"""

from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from PIL import Image, ImageSequence

GPS = 0x8825  # Exif 2.32, 4.6.3: the pointer to the directory with the position


def without_position(file: UploadedFile) -> UploadedFile:
    """Return the image without its position: the same file if it has none.

    Decodes the whole image, so a damaged one raises one of Pillow's many kinds of exceptions.
    """
    file.seek(0)
    image = Image.open(file)
    for frame in ImageSequence.Iterator(image):
        frame.load()
    image.seek(0)
    exif = image.getexif()
    if GPS not in exif or image.format not in ("JPEG", "MPO"):
        file.seek(0)
        return file
    del exif[GPS]
    # "keep": with the same tables as before, which loses next to nothing.
    options = {"quality": "keep"} if image.format == "JPEG" else {"quality": 95}
    output = BytesIO()
    image.save(output, "JPEG", exif=exif, icc_profile=image.info.get("icc_profile"), **options)
    size = output.tell()
    output.seek(0)
    return InMemoryUploadedFile(output, None, file.name, "image/jpeg", size, None)
