// Every text that somebody can see or hear on the page, also in what is folded, in templates that
// scripts put in, and in shadow trees; without what editors write, and without code.
(() => {
  const ATTRIBUTES = [
    "aria-label", "aria-description", "aria-roledescription", "aria-valuetext",
    "title", "placeholder", "alt", "label",
  ];
  // In Stimulus' values stand texts, beside addresses, selectors and numbers.
  const OF_A_SCRIPT = /^data-(w-.*(active|confirm|content|label|message|text|title)s?-value|.*-(label|text|title|message))$/;
  const found = new Set();
  const keep = (text) => {
    const said = text?.replace(/\s+/g, " ").trim();
    if (said) found.add(said);
  };
  const look = (root, leftOut) => {
    const walker = document.createTreeWalker(
      root,
      NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT,
      (node) =>
        node.nodeType === Node.ELEMENT_NODE && node.matches(leftOut)
          ? NodeFilter.FILTER_REJECT
          : NodeFilter.FILTER_ACCEPT,
    );
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        keep(node.data);
        continue;
      }
      for (const name of ATTRIBUTES) keep(node.getAttribute(name));
      for (const { name, value } of node.attributes) {
        if (OF_A_SCRIPT.test(name) && !/^(true|false)$/.test(value)) keep(value);
      }
      if (node.matches("input:is([type=button], [type=submit], [type=reset])")) keep(node.value);
      if (node instanceof HTMLTemplateElement) look(node.content, leftOut);
      if (node.shadowRoot) look(node.shadowRoot, leftOut);
    }
  };
  return (leftOut) => {
    look(document, leftOut);
    keep(document.title);
    return [...found];
  };
})()
