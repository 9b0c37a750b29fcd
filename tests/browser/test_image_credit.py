"""The creator whom a photo names is offered as its credit as soon as the file is chosen."""

from io import BytesIO

from PIL import Image
from playwright.sync_api import Page, expect

from home.demo.accounts import PASSWORD


def photo(artist: str) -> dict:
    exif = Image.Exif()
    exif[0x013B] = artist.encode()
    output = BytesIO()
    Image.new("RGB", (400, 300), "#2a6f97").save(output, "JPEG", exif=exif)
    return {"name": "foto.jpg", "mimeType": "image/jpeg", "buffer": output.getvalue()}


def test_it_can_be_kept_or_declined(page: Page):
    page.goto("/admin/login/?next=/admin/images/add/")
    page.locator("#id_username").fill("redaktoer")
    page.locator("#id_password").fill(PASSWORD)
    page.get_by_role("button", name="Log ind").click()
    page.wait_for_url("**/admin/images/add/")
    credit = page.locator("#id_credit")
    page.locator("#id_file").set_input_files(photo("Søren Ærø"))
    expect(credit).to_have_value("Søren Ærø")
    credit.fill("")
    page.locator("#id_title").fill("Uden kreditering")
    page.locator("#id_description").fill("Et blåt felt")
    page.locator("main form[enctype] button[type=submit]").first.click()
    page.wait_for_url("**/admin/images/")
    page.goto("/admin/images/?q=Uden+kreditering")
    page.get_by_role("link", name="Uden kreditering").first.click()
    expect(page.locator("#id_title")).to_have_value("Uden kreditering")
    expect(credit).to_have_value("")
