/* Enhancements only: every page works without this file. */

/* The login form opens in a dialog, fetched when asked for, so that pages hold no token and can be
   the same for everyone. A <dialog> shown as modal makes the page behind it inert, closes on Escape
   and gives the focus back; what it lacks is keeping Tab off the browser's own bars. */
function openLogin(link) {
  const template = document.getElementById("login-dialog");
  const dialog = template.content.firstElementChild.cloneNode(true);
  const content = dialog.querySelector(".dialog-content");
  document.body.append(dialog);

  async function show(response) {
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const form = page.querySelector("form[data-login-form]");
    if (!form) throw new Error(`No form at ${response.url}`);
    content.replaceChildren(document.adoptNode(form));
    form.querySelector("[role=alert], [aria-invalid=true], input:not([type=hidden])").focus();
  }

  dialog.addEventListener("close", () => dialog.remove());
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Tab") return;
    const stops = [...dialog.querySelectorAll("a[href], button, input:not([type=hidden])")];
    const [first, last] = [stops[0], stops.at(-1)];
    const edge = event.shiftKey ? first : last;
    if (document.activeElement !== edge) return;
    event.preventDefault();
    (event.shiftKey ? last : first).focus();
  });
  dialog.addEventListener("submit", (event) => {
    event.preventDefault();
    const form = event.target;
    const answer = fetch(form.action, { method: "POST", body: new FormData(form) });
    answer.then((response) => {
      if (response.redirected) location.assign(response.url);
      else return show(response);
    }).catch(leave);
  });

  // Whatever goes wrong here, the link leads to the same form as a page.
  const leave = () => location.assign(link.href);
  dialog.showModal();
  fetch(link.href).then(show).catch(leave);
}

/* After an error, one is where it is to be mended. */
document.querySelector("main [aria-invalid=true]")?.focus();

/* What stays beside a text does so with its end in sight, where it is higher than the window. */
for (const part of document.querySelectorAll(".aside-stays")) {
  const place = () => {
    part.style.setProperty("--stays", `${Math.min(16, innerHeight - part.offsetHeight - 16)}px`);
  };
  new ResizeObserver(place).observe(part);
  addEventListener("resize", place);
}

/* A film plays in the page once it is asked for; until then nothing of its host is fetched. */
function playVideo(link) {
  const frame = document.createElement("iframe");
  frame.src = link.dataset.embed;
  frame.title = link.dataset.title;
  frame.allow = "autoplay; fullscreen";
  link.replaceWith(frame);
  frame.focus();
}

document.addEventListener("click", (event) => {
  if (event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = event.target.closest("a[data-login], a[data-embed]:not([data-embed=''])");
  if (!link) return;
  event.preventDefault();
  if (link.dataset.embed) playVideo(link);
  else openLogin(link);
});

/* A search field with suggestions: a combobox with a list that is chosen from, as in the ARIA
   Authoring Practices. The focus stays in the field; Escape closes the list, a second one clears. */
function suggest(input) {
  const list = document.createElement("ul");
  const status = document.createElement("p");
  let timer, request, options = [], active = -1;

  function show(items) {
    options = items.map(({ text, url, kind }, number) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${number}`;
      option.role = "option";
      option.ariaSelected = "false";
      option.dataset.url = url;
      option.append(text);
      if (kind) option.append(" ", Object.assign(document.createElement("small"), { textContent: kind }));
      return option;
    });
    list.replaceChildren(...options);
    list.hidden = !options.length;
    input.ariaExpanded = String(!list.hidden);
    status.textContent = options.length ? `${options.length} ${input.dataset.status}` : "";
    choose(-1);
  }

  function choose(number) {
    if (options[active]) options[active].ariaSelected = "false";
    active = number;
    const option = options[active];
    if (option) {
      option.ariaSelected = "true";
      option.scrollIntoView({ block: "nearest" });
      input.setAttribute("aria-activedescendant", option.id);
    } else input.removeAttribute("aria-activedescendant");
  }

  function close() {
    clearTimeout(timer);
    request?.abort();
    show([]);
  }

  async function ask() {
    request?.abort();
    request = new AbortController();
    const url = `${input.dataset.suggestions}?q=${encodeURIComponent(input.value)}`;
    try {
      const response = await fetch(url, { signal: request.signal });
      if (response.ok) show((await response.json()).items);
    } catch {
      // Asked anew meanwhile, or offline: the form works without.
    }
  }

  list.id = `${input.id}-suggestions`;
  list.className = "suggestions";
  list.role = "listbox";
  list.ariaLabel = input.dataset.label;
  list.hidden = true;
  status.role = "status";
  status.className = "visually-hidden";
  input.form.append(list, status);
  // A search field can't be a combobox (ARIA in HTML); its key on a phone's keyboard is kept.
  input.type = "text";
  input.enterKeyHint = "search";
  input.role = "combobox";
  input.ariaExpanded = "false";
  input.ariaAutoComplete = "list";
  input.setAttribute("aria-controls", list.id);

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 150);
  });
  input.addEventListener("blur", close);
  input.addEventListener("keydown", (event) => {
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.isComposing) return;
    if (event.key in steps) {
      event.preventDefault();
      if (!options.length) return void ask();
      // One place more than there are options: that of the field itself.
      const places = options.length + 1;
      choose(((active + 1 + steps[event.key] + places) % places) - 1);
    } else if (event.key === "Escape") {
      if (options.length) close();
      else input.value = "";
      event.preventDefault();
    } else if (event.key === "Enter") {
      if (!options[active]) return void clearTimeout(timer);
      event.preventDefault();
      location.assign(options[active].dataset.url);
    }
  });
  // The field keeps the focus, or the list would close before the click.
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("li");
    if (option) location.assign(option.dataset.url);
  });
}

document.querySelectorAll("input[data-suggestions]").forEach(suggest);
