// The way to a field or block of a page's form, by its content path: from the checklist, from the
// page's preview (click_to_edit.js), and from an address that ends in "#:w:contentpath=…".
(() => {
  const form = document.querySelector("[data-edit-form]") || document.querySelector("#page-edit-form");
  if (!form) return;
  // By which a preview in another tab brings this one to the front.
  window.name ||= `cms-form-${performance.timeOrigin}`;

  function find(path) {
    const parts = path.split(".");
    while (parts.length) {
      const selector = parts.map((part) => `[data-contentpath="${CSS.escape(part)}"]`).join(" ");
      const found = form.querySelector(selector);
      if (found) return found;
      parts.pop();
    }
    return null;
  }

  const isSeen = (element) => element.offsetParent !== null;

  function unfold(found) {
    const tab = found.closest("[role=tabpanel]");
    if (tab?.hidden) document.querySelector(`[role=tab][aria-controls="${tab.id}"]`)?.click();
    const panels = [];
    for (let panel = found; panel; panel = panel.parentElement?.closest("[data-panel]")) panels.unshift(panel);
    panels.push(...found.querySelectorAll("[data-panel]"));
    for (const panel of panels) {
      const toggle = panel.querySelector("[data-panel-toggle]");
      if (toggle?.closest("[data-panel]") === panel && toggle.getAttribute("aria-expanded") === "false") toggle.click();
    }
  }

  // Tabs and panels of Wagtail's show what they hold a few frames later.
  function whenSeen(element, then, frames = 60) {
    if (isSeen(element) || !frames) then();
    else requestAnimationFrame(() => whenSeen(element, then, frames - 1));
  }

  function focus(found) {
    found.scrollIntoView({ block: "center" });
    // On a small screen the panel beside the form lies over it.
    const side = document.querySelector("[data-form-side].form-side--open");
    const { left, width } = found.getBoundingClientRect();
    if (side && side.getBoundingClientRect().left < left + width / 2) {
      side.querySelector("[data-form-side-close-button]").click();
    }
    const fields = "input:not([type=hidden]), textarea, select, [contenteditable=true]";
    const inputs = [...found.querySelectorAll(fields), ...found.querySelectorAll("button, a[href]")];
    const input = inputs.find(isSeen);
    input?.scrollIntoView({ block: "center" });
    input?.focus({ preventScroll: true });
  }

  function go(path) {
    const found = find(path);
    if (!found) return false;
    unfold(found);
    whenSeen(found, () => focus(found));
    return true;
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-checklist-path]");
    if (link && go(link.dataset.checklistPath)) event.preventDefault();
  });
  window.addEventListener("message", (event) => {
    if (event.origin === location.origin && typeof event.data?.edit === "string") go(event.data.edit);
  });
  const path = location.hash.match(/^#:w:contentpath=(.+)/)?.[1];
  // Wagtail has made the blocks of the form by then.
  if (path) window.addEventListener("load", () => go(path));
})();
