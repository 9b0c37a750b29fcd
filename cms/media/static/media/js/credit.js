// Offers the creator whom a chosen image file names as the image's credit. What the form is sent
// with then counts, also if the editor has emptied it.
document.addEventListener("change", async (event) => {
  const input = event.target;
  if (!(input instanceof HTMLInputElement) || input.type !== "file" || !input.files.length) return;
  const credit = input.form?.querySelector("input[data-creator-url]");
  if (!credit) return;
  const file = input.files[0];
  const body = new FormData();
  // A JPEG's metadata stand at its beginning; other formats are read whole.
  body.append("file", file.type === "image/jpeg" ? file.slice(0, 1024 * 1024) : file, file.name);
  const token = input.form.querySelector("input[name=csrfmiddlewaretoken]").value;
  const answer = await fetch(credit.dataset.creatorUrl, {
    method: "POST",
    body,
    headers: { "X-CSRFToken": token },
  });
  if (!answer.ok) return;
  const { creator } = await answer.json();
  if (creator && !credit.value) credit.value = creator;
  const name = `${credit.name}_offered`;
  if (!input.form.elements[name]) {
    const offered = document.createElement("input");
    Object.assign(offered, { type: "hidden", name, value: "1" });
    input.form.append(offered);
  }
});
