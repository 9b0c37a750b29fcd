// The programme of an event in the editor: the tracks that the event names are proposed for its
// items, and an item keeps its track while that is renamed.
(() => {
  const TRACK = /^tracks-\d+-value$/;
  const TRACK_OF_ITEM = /^programme-\d+-value-track$/;
  const form = document.querySelector("[data-edit-form]") || document.querySelector("#page-edit-form");
  if (!form || !window.HTMLDataListElement) return;

  const inputs = (pattern) => [...form.elements].filter((input) => pattern.test(input.name ?? ""));
  const proposals = document.createElement("datalist");
  proposals.id = "tracks-of-the-event";
  form.append(proposals);
  let followers = [];

  form.addEventListener("focusin", ({ target }) => {
    const name = target.name ?? "";
    if (TRACK.test(name)) {
      followers = inputs(TRACK_OF_ITEM).filter((input) => target.value && input.value === target.value);
    } else if (TRACK_OF_ITEM.test(name)) {
      const names = new Set(inputs(TRACK).map((input) => input.value).filter(Boolean));
      proposals.replaceChildren(...[...names].map((value) => Object.assign(document.createElement("option"), { value })));
      target.setAttribute("list", proposals.id);
    }
  });

  form.addEventListener("input", ({ target }) => {
    if (!TRACK.test(target.name ?? "")) return;
    for (const input of followers) {
      input.value = target.value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  });
})();
