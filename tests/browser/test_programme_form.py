"""An editor names the tracks of an event once; the items of its programme propose and follow."""

from playwright.sync_api import Page, expect

from home.demo.accounts import PASSWORD

from .conftest import api_pages


def test_items_follow_when_a_track_is_renamed(page: Page, site: str):
    [conference] = api_pages(site, type="events.EventPage", slug="baeredygtig-kommune")
    page.goto(f"/admin/login/?next=/admin/pages/{conference['id']}/edit/")
    page.locator("[name=username]").fill("redaktoer")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.route("**/edit/**", lambda route: route.abort())  # the demo's draft stays as it is
    page.get_by_role("tab", name="Program og oplægsholdere").click()

    def tracks() -> list[str]:
        return page.locator("[name$=-track]").evaluate_all("all => all.map(each => each.value)")

    before = tracks()
    name = page.locator("[name=tracks-0-value]")
    expect(name).to_have_value("Klima")
    name.fill("")  # what has no track yet must not follow from here
    name.fill("Kyst")
    assert tracks() == ["Kyst" if each == "Klima" else each for each in before]
    assert "Klima" in before

    page.locator("[name$=-track]").first.focus()
    assert page.locator("#tracks-of-the-event option").evaluate_all(
        "all => all.map(each => each.value)"
    ) == ["Kyst", "Mennesker", "Styring"]
