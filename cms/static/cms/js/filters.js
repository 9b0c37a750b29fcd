/* A filtered list is shown in place. Without this file the form's button fetches it as a page. */
const form = document.querySelector("[data-filters]");
const button = form?.querySelector("[type=submit]");
let latest = 0;
/* The field that the newest entry of the history is of: going through the days of a date, by arrow
   keys or by typing, is one step back, not ten. */
let entry = null;

const address = (input) => `${input.name}=${input.value}`;

async function show(url, field) {
  const asked = ++latest;
  const response = await fetch(url);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  /* A choice that makes no sense is told at its field, with the list that the others find. */
  const fresh = page.querySelector("[data-filters]");
  if (!fresh) throw new Error(response.status);
  if (asked !== latest) return;
  /* The form itself stays, and with it the focus. What has a role of status is read aloud. */
  for (const part of document.querySelectorAll("[data-swap]")) {
    const other = page.querySelector(`[data-swap="${part.dataset.swap}"]`);
    if (other && other.innerHTML !== part.innerHTML) part.innerHTML = other.innerHTML;
  }
  for (const input of form.querySelectorAll("input[aria-describedby]")) {
    const isWrong = document.getElementById(input.getAttribute("aria-describedby")).textContent;
    if (isWrong) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
  /* How many pages each choice finds beside the others. */
  const counts = new Map([...fresh.querySelectorAll("[data-count]")].map(
    (each) => [address(each.previousElementSibling), each.textContent],
  ));
  for (const each of form.querySelectorAll("[data-count]")) {
    const count = counts.get(address(each.previousElementSibling));
    if (count) each.textContent = count;
  }
  button.textContent = `${button.dataset.label} ${page.querySelector("[data-swap=hits]").textContent}`;
  if (field && field === entry) history.replaceState(null, "", url);
  else if (url !== location.href) history.pushState(null, "", url);
  entry = field;
}

function narrow(field) {
  const query = new URLSearchParams(new FormData(form));
  for (const [name, value] of [...query]) if (!value) query.delete(name);
  const url = form.action + (query.size ? `?${query}` : "");
  return show(url, field).catch(() => location.assign(url));
}

if (form) {
  addEventListener("popstate", () => location.reload());
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await narrow(null);
    const wrong = form.querySelector("[aria-invalid=true]");
    /* What was unfolded to choose is folded again, and the result is what one reads next. */
    if (!wrong) for (const each of form.querySelectorAll("details[open]")) each.open = false;
    (wrong ?? document.querySelector(".hits"))?.focus();
  });
  form.addEventListener("change", (event) => {
    /* A date is complete only when its field is left or all of it is there. */
    if (event.target.validity.valid) narrow(event.target.type === "date" ? event.target : null);
  });
  form.addEventListener("keydown", (event) => {
    const open = event.target.closest("details.filter[open]");
    if (event.key !== "Escape" || !open) return;
    open.open = false;
    open.querySelector("summary").focus();
  });
  document.addEventListener("click", (event) => {
    for (const each of form.querySelectorAll("details.filter[open]")) {
      if (!each.contains(event.target)) each.open = false;
    }
  });
}
