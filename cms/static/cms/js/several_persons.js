// A list of persons put into a stream; see cms/editing/persons_at_once.py.
(() => {
  const add = (body, type, member, persons) => {
    const inputs = body.children.map((child) => child.block.childBlocks?.[member]?.getState()?.id);
    const known = new Set(inputs.filter(Boolean).map(String));
    for (const person of persons.filter(({ id }) => !known.has(id))) {
      const value = { ...body.blockDef.initialChildStates[type], [member]: person };
      body.insert({ type, value, id: null }, body.children.length, { focus: false });
    }
  };

  for (const panel of document.querySelectorAll("[data-several-persons]")) {
    const { severalPersons, severalPersonsAddress: url, severalPersonsLabel: label } = panel.dataset;
    const [type, member] = severalPersons.split(".");
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button-small button-secondary several-persons";
    button.textContent = label;
    const form = (modal) => {
      modal.container[0].setAttribute("aria-label", label);
      const shown = modal.body[0].querySelector("form");
      shown.addEventListener("submit", (event) => {
        event.preventDefault();
        // jQuery would leave out which button it was.
        modal.postForm(url, new URLSearchParams(new FormData(shown, event.submitter)).toString());
      });
      shown.querySelector(shown.querySelector("[name=make]") ? "[name=make]" : "textarea").focus();
    };
    const chosen = (modal, { persons }) => {
      const root = [...panel.querySelectorAll("[id$='-root']")].find((element) => element.rootBlock);
      add(root.rootBlock, type, member, persons);
      modal.close();
      root.dispatchEvent(new Event("change", { bubbles: true }));
    };
    button.addEventListener("click", () => window.ModalWorkflow({ url, onload: { form, chosen } }));
    panel.append(button);
  }
})();
