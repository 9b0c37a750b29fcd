// The checklist beside a page's form: asked for anew each time the editor pauses, and each item
// leads to its field, also in another tab.
(() => {
  const PAUSE = 1500;
  const section = document.querySelector("[data-checklist]");
  const form = document.querySelector("[data-edit-form]") || document.querySelector("#page-edit-form");
  if (!section || !form) return;
  const list = section.querySelector("[data-checklist-list]");
  const toggle = document.querySelector('[data-side-panel-toggle="checks"]');
  let timer = 0;
  let asked = null;

  async function ask() {
    if (asked) asked.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(section.dataset.checklist, {
        method: "POST",
        body: new FormData(form),
        headers: { "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value },
        signal: asked.signal,
      });
      if (answer.ok) list.innerHTML = await answer.text();
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  }

  const isOpen = () => section.offsetParent !== null;
  const later = () => {
    clearTimeout(timer);
    if (isOpen()) timer = setTimeout(ask, PAUSE);
  };
  form.addEventListener("input", later);
  form.addEventListener("change", later);
  new MutationObserver(later).observe(form, { childList: true, subtree: true });
  toggle?.addEventListener("click", () => setTimeout(() => isOpen() && ask()));

  function field(path) {
    const parts = path.split(".");
    while (parts.length) {
      const selector = parts.map((part) => `[data-contentpath="${CSS.escape(part)}"]`).join(" ");
      const found = form.querySelector(selector);
      if (found) return found;
      parts.pop();
    }
    return null;
  }

  section.addEventListener("click", (event) => {
    const link = event.target.closest("[data-checklist-path]");
    const found = link && field(link.dataset.checklistPath);
    if (!found) return;
    event.preventDefault();
    const tab = found.closest("[role=tabpanel]");
    if (tab?.hidden) document.querySelector(`[role=tab][aria-controls="${tab.id}"]`)?.click();
    found.scrollIntoView({ block: "center" });
    const input = found.querySelector("input:not([type=hidden]), textarea:not([hidden]), select, [contenteditable], button");
    input?.focus({ preventScroll: true });
  });
})();
