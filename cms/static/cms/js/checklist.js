// The checklist beside a page's form: asked for anew each time the editor pauses. Each item leads to
// its field by to_field.js.
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
})();
