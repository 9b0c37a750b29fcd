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
