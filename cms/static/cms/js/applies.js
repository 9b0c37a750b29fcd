// Fields that show when they apply; see cms/editing/applying.py. What is filled in shows always.
(() => {
  const form = document.querySelector("[data-edit-form]") || document.querySelector("#page-edit-form");
  const panels = form ? [...form.querySelectorAll("[data-applies-when]")] : [];
  if (!panels.length) return;

  const isPast = (text) => {
    const parts = text.match(/\d+/g)?.map(Number) ?? [];
    if (parts.length < 3) return false;
    const [year, month, day] = parts[0] > 31 ? parts : [parts[2], parts[1], parts[0]];
    return new Date(year, month - 1, day, parts[3] ?? 23, parts[4] ?? 59) < new Date();
  };

  const holds = (condition) => {
    const [, name, sign, rest] = condition.match(/^(\w+)([=<])(.*)$/);
    const value = form.elements[name]?.value ?? "";
    return sign === "<" ? isPast(value) : rest.split(",").includes(value);
  };

  const isFilled = (panel) =>
    [...panel.querySelectorAll("input:not([type=hidden]), textarea, select")].some((input) =>
      input.type === "checkbox" || input.type === "radio" ? input.checked : input.value !== "",
    ) || panel.querySelector("[aria-invalid=true], .error-message, .w-field__errors-item") !== null;

  const show = () => {
    for (const panel of panels) panel.hidden = !holds(panel.dataset.appliesWhen) && !isFilled(panel);
  };
  form.addEventListener("change", show);
  show();
})();
