"""Signing in at an identity provider, in a browser, from the dialog of any page."""

from playwright.sync_api import Page, expect

from cms.users.tests.identity_provider import IdentityProvider
from tests.browser.axe import violations

SECTION = "/moeder-og-netvaerk/"


def test_from_the_dialog_to_the_provider_and_back_and_out_again(
    page: Page, site: str, provider: IdentityProvider
):
    provider.knows("freja", preferred_username="freja.holm", given_name="Freja")
    page.goto(SECTION)
    page.get_by_role("link", name="Log ind").click()
    dialog = page.get_by_role("dialog", name="Log ind")
    dialog.get_by_role("link", name="Log ind med Kommune-login").click()
    page.wait_for_url(f"{provider.issuer}/**")
    page.locator("input[name=sub]").fill("freja")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{SECTION}")
    page.goto("/min-side/")
    expect(page.get_by_text("Du er logget ind som Freja.")).to_be_visible()
    page.locator(".my-devices").get_by_role("button").first.click()
    expect(page.get_by_role("heading", name="Du er logget ud")).to_be_visible()
    page.get_by_role("link", name="Log ud hos Kommune-login").click()
    page.wait_for_url(f"{provider.issuer}/**")
    # Who changes their mind there is told here, in Danish.
    page.goto("/log-ind/")
    page.get_by_role("link", name="Log ind med Kommune-login").click()
    page.locator("[name=action][value=deny]").click()
    expect(page.get_by_role("alert")).to_contain_text("Det lykkedes ikke at logge ind")
    assert violations(page) == []
