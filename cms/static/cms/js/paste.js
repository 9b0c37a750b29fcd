// Pasting into rich text. What `readPasted` has read goes in by the editor's own way, as if plain
// paragraphs, lists and links had been copied. In a block of text in the body of a page, a heading
// or a table becomes a block of its own, with the text before and after it. What is not taken over
// is told below the field.
(() => {
  const texts = JSON.parse(document.getElementById("paste-texts")?.textContent ?? "null");
  if (!texts || !window.readPasted) return;
  const ours = new WeakSet();
  const KEPT = "data-draftjs-conductor-fragment"; // copied from such an editor, as it is

  const LONGEST_HEADING = 200; // of the block

  const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);

  // Items of a list, the deeper ones within the item before them.
  function listed(items) {
    const root = document.createElement("div");
    for (const { depth, isOrdered, html } of items) {
      let place = root;
      for (let level = 0; level <= depth; level += 1) {
        const wanted = level === depth ? (isOrdered ? "ol" : "ul") : null;
        let list = place.lastElementChild;
        if (!list || !/^[ou]l$/.test(list.localName) || (wanted && list.localName !== wanted)) {
          list = place.appendChild(document.createElement(wanted ?? (isOrdered ? "ol" : "ul")));
        }
        if (level === depth) list.appendChild(document.createElement("li")).innerHTML = html;
        else place = list.lastElementChild ?? list.appendChild(document.createElement("li"));
      }
    }
    return root.innerHTML;
  }

  // Lines as parts: text as HTML, and headings and tables where there are blocks of them.
  function parted(lines, { blocks, levels, note }) {
    const parts = [];
    let items = [];
    const write = (html) => {
      if (typeof parts.at(-1) === "string") parts.push(parts.pop() + html);
      else parts.push(html);
    };
    const endList = () => {
      if (items.length) write(listed(items));
      items = [];
    };
    for (const line of lines) {
      if (line.type === "item") {
        items.push(line);
        continue;
      }
      endList();
      if (line.type === "text") write(`<p>${line.html}</p>`);
      else if (blocks && !(line.text?.length > LONGEST_HEADING)) parts.push(line);
      else if (line.type === "table") {
        note("tables");
        const rows = [...(line.caption ? [[line.caption]] : []), ...line.data];
        for (const row of rows) write(`<p>${escape(row.join(" | ").replaceAll("\n", " "))}</p>`);
      } else {
        if (blocks) note("long");
        const [level] = [...levels].sort((a, b) => Math.abs(a - line.level) - Math.abs(b - line.level));
        if (!blocks && level !== line.level) note(level ? "levels" : "headings");
        write(level ? `<h${level}>${line.html}</h${level}>` : `<p><b>${line.html}</b></p>`);
      }
    }
    endList();
    return parts;
  }

  // The value of the block that a heading or a table becomes.
  function blockOf(line, note) {
    if (line.type === "heading") {
      const level = line.level < 3 ? "h2" : "h3";
      if (line.level === 1 || line.level > 3) note("levels");
      return { type: "heading", value: { text: line.text, level } };
    }
    const choice = line.byRow ? (line.byColumn ? "both" : "row") : line.byColumn ? "column" : "neither";
    const value = { data: line.data, cell: [], mergeCells: [], table_caption: line.caption };
    return { type: "table", value: { ...value, table_header_choice: choice } };
  }

  // The body that the field is a block of text of, with the number of the block; else nothing.
  function placeOf(input) {
    let element = input.parentElement;
    while (element && !element.rootBlock) element = element.parentElement;
    const body = element?.rootBlock;
    const index = body?.children?.findIndex((child) => child.block?.widget?.input === input) ?? -1;
    const known = body?.blockDef?.childBlockDefsByName ?? {};
    return index >= 0 && known.heading && known.table ? { body, index } : null;
  }

  const isEmpty = (state) => !state.getCurrentContent().hasText();

  function paste(input, html) {
    const transfer = new DataTransfer();
    const read = new DOMParser().parseFromString(html, "text/html").body;
    transfer.setData("text/html", html);
    transfer.setData("text/plain", read.textContent);
    const event = new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true });
    ours.add(event);
    input.parentNode.querySelector("[contenteditable=true]").dispatchEvent(event);
  }

  // Puts parts where the caret is: what stands behind it comes after them.
  function spread({ body, index }, parts, note) {
    const block = body.children[index];
    const { input } = block.block.widget;
    const left = [...parts];
    if (typeof left[0] === "string") paste(input, left.shift());
    const { stateBefore, stateAfter, shouldMoveCommentFn } = window.draftail.splitState(
      input.draftailEditor.getEditorState(),
    );
    if (!isEmpty(stateAfter)) block.split(stateBefore, stateAfter, shouldMoveCommentFn, { animate: false });
    let at = index;
    for (const part of left) {
      at += 1;
      const isText = typeof part === "string";
      const { type, value } = isText ? { type: block.type, value: "null" } : blockOf(part, note);
      const added = body.insert({ type, value, id: null }, at, { focus: false });
      if (isText) paste(added.block.widget.input, part);
    }
    if (isEmpty(stateBefore)) body.deleteBlock(index);
    return body.children[Math.max(index, 0)].element;
  }

  function tell(field, noted) {
    document.querySelectorAll(".pasted-notice").forEach((notice) => notice.remove());
    const told = Object.entries(texts.told).filter(([what]) => noted[what]);
    if (!told.length) return;
    const notice = document.createElement("div");
    notice.className = "pasted-notice help-block help-warning";
    notice.setAttribute("role", "status");
    const list = document.createElement("ul");
    for (const [what, text] of told) {
      const item = document.createElement("li");
      item.textContent = text.replace("%(count)s", noted[what]);
      list.append(item);
    }
    const close = document.createElement("button");
    close.type = "button";
    close.className = "button button-small button-secondary";
    close.textContent = texts.close;
    close.addEventListener("click", () => notice.remove());
    const heading = document.createElement("strong");
    heading.textContent = texts.heading;
    field.append(notice);
    notice.append(heading, list, close);
  }

  document.addEventListener(
    "paste",
    (event) => {
      const editor = event.target.closest?.("[data-draftail-editor-wrapper]");
      const html = event.clipboardData?.getData("text/html") ?? "";
      if (ours.has(event) || !editor || !html || html.includes(KEPT)) return;
      const input = editor.parentNode.querySelector("input[type=hidden]");
      if (!input?.draftailEditor) return;
      const { lines, noted } = window.readPasted(html);
      if (!lines.length && !Object.keys(noted).length) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const note = (what) => (noted[what] = (noted[what] ?? 0) + 1);
      const place = placeOf(input);
      const levels = (input.draftailEditor.props.blockTypes ?? [])
        .map(({ type }) => ["header-one", "header-two", "header-three", "header-four", "header-five", "header-six"].indexOf(type) + 1)
        .filter(Boolean);
      const parts = parted(lines, { blocks: place !== null, levels, note });
      if (place && parts.some((part) => typeof part !== "string")) {
        note("blocks");
        tell(spread(place, parts, note), noted);
      } else {
        if (parts.length) paste(input, parts[0]);
        tell(editor.parentNode, noted);
      }
    },
    true,
  );
})();
