/* A filtered list is shown in place. Without this file the form's button fetches it as a page. */
const form = document.querySelector("[data-filters]");
let latest = 0;

async function show(url) {
  const asked = ++latest;
  const response = await fetch(url);
  if (!response.ok) throw new Error(response.status);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (asked !== latest) return;
  /* The form itself stays, and with it the focus. What has a role of status is read aloud. */
  for (const part of document.querySelectorAll("[data-swap]")) {
    part.innerHTML = page.querySelector(`[data-swap="${part.dataset.swap}"]`).innerHTML;
  }
  /* How many pages each choice finds beside the others. */
  for (const option of form.querySelectorAll("[data-count]")) {
    const name = option.closest("select")?.name ?? option.previousElementSibling?.name;
    const found = [...page.querySelectorAll("[data-filters] [data-count]")].find(
      (other) => other.dataset.count === option.dataset.count
        && (other.closest("select")?.name ?? other.previousElementSibling?.name) === name,
    );
    if (found) option.textContent = found.textContent;
  }
  history.pushState(null, "", url);
}

function narrow() {
  const query = new URLSearchParams(new FormData(form));
  for (const [name, value] of [...query]) if (!value) query.delete(name);
  const url = form.action + (query.size ? `?${query}` : "");
  /* What is refused is explained on a page of its own. */
  show(url).catch(() => location.assign(url));
}

if (form) {
  addEventListener("popstate", () => location.reload());
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    narrow();
  });
  form.addEventListener("change", (event) => {
    /* A date is complete only when its field is left or all of it is there. */
    if (event.target.validity.valid) narrow();
  });
}
