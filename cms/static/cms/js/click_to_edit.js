// "Click to edit", for who edits the page: each element with `data-edit` gets a link to its field or
// block in the form. In the panel beside the form the links are there at once, and show where the
// pointer or the focus is; elsewhere a button of Wagtail's user bar shows all of them.
(() => {
  const { formUrl, editLabel, layerLabel, besideForm } = document.currentScript.dataset;
  const isPanel = besideForm !== undefined && window.parent !== window;
  const form = besideForm === undefined ? null : isPanel ? window.parent : window.opener;
  if (!formUrl && !form) return;
  const INTERACTIVE = "a, button, summary, input, select, textarea, label, iframe";
  const links = new Map();
  let layer = null;

  // Beside the page and not within it, so that nothing of the page moves or matches other selectors.
  function make() {
    layer = document.createElement("nav");
    layer.className = isPanel ? "edit-links" : "edit-links edit-links-shown";
    layer.ariaLabel = layerLabel;
    layer.hidden = true;
    for (const element of document.querySelectorAll("[data-edit]")) {
      const link = document.createElement("a");
      const text = element.textContent.trim() || element.querySelector("img")?.alt || element.dataset.edit;
      link.href = `${formUrl}#:w:contentpath=${element.dataset.edit}`;
      link.target = "_top";
      link.textContent = editLabel;
      link.ariaLabel = `${editLabel}: ${text.replace(/\s+/g, " ").slice(0, 60)}`;
      link.addEventListener("click", (event) => follow(event, element.dataset.edit));
      link.addEventListener("focus", () => near(element));
      link.addEventListener("mouseenter", () => near(element));
      links.set(element, link);
      layer.append(link);
    }
    document.body.append(layer);
    new ResizeObserver(place).observe(document.body);
    document.addEventListener("toggle", place, true);
  }

  function place() {
    const taken = [];
    for (const [element, link] of links) {
      const box = element.getBoundingClientRect();
      link.hidden = !box.width || !box.height;
      if (link.hidden) continue;
      const top = Math.round(box.top + scrollY);
      const right = Math.min(box.right, document.documentElement.clientWidth);
      let left = Math.round(right + scrollX - link.offsetWidth);
      const isTaken = ([x, y]) => Math.abs(x - left) < link.offsetWidth && Math.abs(y - top) < link.offsetHeight;
      while (taken.some(isTaken) && left > link.offsetWidth) left -= link.offsetWidth + 2;
      taken.push([left, top]);
      link.style.left = `${Math.max(left, 0)}px`;
      link.style.top = `${top}px`;
    }
  }

  function near(element) {
    for (const [each, link] of links) {
      each.classList.toggle("edit-near", each === element);
      link.classList.toggle("edit-near", each === element);
    }
  }

  function isFormOpen() {
    try {
      return Boolean(form) && !form.closed && (!formUrl || form.location.pathname === formUrl);
    } catch {
      return false; // of another site by now
    }
  }

  // The form takes the focus without a reload; if it is open no more, the link leads there.
  function follow(event, path) {
    if (!isFormOpen()) return;
    event.preventDefault();
    form.postMessage({ edit: path }, location.origin);
    if (form === window.opener && form.name) window.open("", form.name);
  }

  function turn(isOn) {
    if (!layer) make();
    layer.hidden = !isOn;
    if (isOn) place();
    else near(null);
  }

  const isOn = () => layer !== null && !layer.hidden;
  document.addEventListener("mouseover", (event) => {
    if (isOn() && !layer.contains(event.target)) near(event.target.closest("[data-edit]"));
  });
  function click(event) {
    // The user bar is a shadow tree, and keeps what is clicked in it to itself.
    const button = event.composedPath().find((each) => each.dataset?.clickToEdit !== undefined);
    if (button) {
      turn(!isOn());
      button.ariaChecked = isOn();
    } else if (isOn() && !event.target.closest(INTERACTIVE) && !String(getSelection())) {
      links.get(event.target.closest("[data-edit]"))?.click();
    }
  }
  document.addEventListener("click", click, true);
  if (isPanel) turn(true);
})();
