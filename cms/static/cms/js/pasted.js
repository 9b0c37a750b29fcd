// Reads what is pasted into rich text: paragraphs, lists, headings and tables, without the dress of
// Word, Google Docs or a web page, and what of it doesn't come along.
window.readPasted = (html) => {
  const lines = [];
  const noted = {};
  const note = (what) => (noted[what] = (noted[what] ?? 0) + 1);
  const BLOCKS = /^(p|div|h[1-6]|ul|ol|li|dl|dt|dd|table|blockquote|pre|section|article|header|footer|main|aside|figure|figcaption|center|hr|body)$/;
  const SKIPPED = /^(style|script|meta|link|title|head|template|xml|noscript)$/;
  const PICTURES = /^(img|picture|svg|object|embed|video|audio|canvas|iframe|v:imagedata)$/;
  const BOLD = "b, strong, [style*='font-weight:700'], [style*='font-weight:bold']";
  const SPACE = /[ \t\r\n]+/g;

  const styleOf = (element) => element.getAttribute("style") ?? "";
  const nameOf = (element) => element.localName.toLowerCase();
  const escape = (text) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const plain = (written) => {
    const read = new DOMParser().parseFromString(written.replace(/<br>/g, " "), "text/html");
    return read.body.textContent.replace(/[\s\u00a0]+/g, " ").trim();
  };
  const isListMark = (element) => /mso-list:\s*ignore/i.test(styleOf(element));
  const isBlock = (node) => node.nodeType === 1 && BLOCKS.test(nameOf(node));
  const holdsBlock = (node) => node.nodeType === 1 && [...node.querySelectorAll("*")].some(isBlock);

  // Whether an element is left out, and noted where that is a loss.
  function isLeftOut(element) {
    const name = nameOf(element);
    const style = styleOf(element);
    if (SKIPPED.test(name) || isListMark(element)) return true;
    if (/mso-element:\s*(footnote|endnote|comment)-list/i.test(style)) return true;
    if (/display:\s*none|mso-hide:\s*all/i.test(style)) return true;
    if (PICTURES.test(name)) return note("images"), true;
    if (name === "del") return note("deleted"), true;
    if (/mso-comment-reference/i.test(style) || element.classList.contains("MsoCommentReference")) {
      return note("comments"), true;
    }
    const href = element.getAttribute("href") ?? "";
    if (element.getAttribute("role") === "doc-noteref" || /^(file:[^#]*)?#_?(ftn|edn|fn|footnote|endnote)[\w:-]*\d/i.test(href)) {
      return note("footnotes"), true;
    }
    return false;
  }

  // A node within a line, as HTML of bold, italics, links and line breaks.
  function inline(node) {
    if (node.nodeType === 3) return escape(node.data.replace(SPACE, " "));
    if (node.nodeType !== 1 || isLeftOut(node)) return "";
    const name = nameOf(node);
    const style = styleOf(node);
    if (name === "br") return "<br>";
    let written = [...node.childNodes].map(inline).join("");
    if (!written.trim()) return written;
    if (name === "a" && node.hasAttribute("href")) {
      const href = node.getAttribute("href").trim();
      if (/^(https?|mailto|tel):/i.test(href)) return `<a href="${escape(href)}">${written}</a>`;
      note("links");
    }
    const weight = /(?:^|;)\s*font-weight:\s*(\w+)/i.exec(style)?.[1] ?? (/^(b|strong)$/.test(name) ? "bold" : "");
    const slant = /(?:^|;)\s*font-style:\s*(\w+)/i.exec(style)?.[1] ?? (/^(i|em)$/.test(name) ? "italic" : "");
    if (/^(bold|bolder|[6-9]00)$/.test(weight)) written = `<b>${written}</b>`;
    if (/^(italic|oblique)$/.test(slant)) written = `<i>${written}</i>`;
    return written;
  }

  function add(line) {
    const written = line.html.replace(/^(\s|<br>)+|(\s|<br>)+$/g, "");
    if (plain(written)) lines.push({ ...line, html: written });
  }

  function headingLevel(element) {
    const level = /^h([1-6])$/.exec(nameOf(element))?.[1];
    if (level) return Number(level);
    if (element.getAttribute("role") === "heading") return Number(element.getAttribute("aria-level")) || 2;
    if (element.classList.contains("MsoTitle")) return 1;
    return element.classList.contains("MsoSubtitle") ? 2 : 0;
  }

  function paragraph(element, list) {
    const mark = [...element.querySelectorAll("*")].find(isListMark)?.textContent.replace(/[\s\u00a0]+/g, "");
    const written = [...element.childNodes].map(inline).join("");
    const level = headingLevel(element);
    if (level) {
      const text = plain(`${mark ? `${escape(mark)} ` : ""}${written}`);
      if (plain(written)) lines.push({ type: "heading", level, text, html: escape(text) });
      return;
    }
    const word = /mso-list:\s*\w+\s+level(\d+)/i.exec(styleOf(element));
    if (word) {
      const isOrdered = /^\(?([0-9]+([.][0-9]+)*|[a-zæøå]|[ivxlcdm]+)[.)]/i.test(mark ?? "");
      add({ type: "item", depth: Number(word[1]) - 1, isOrdered, html: written });
    } else if (list) {
      add({ type: "item", ...list, html: written });
    } else {
      const isCaption = element.classList.contains("MsoCaption") || nameOf(element) === "figcaption";
      add({ type: "text", isCaption, html: written });
    }
  }

  function table(element) {
    const rows = [...element.rows].filter((row) => row.cells.length);
    if (rows.length === 1 && rows[0].cells.length === 1) return walk(rows[0].cells[0]); // a frame
    const grid = rows.map(() => []);
    rows.forEach((row, top) => {
      for (const cell of row.cells) {
        let left = 0;
        while (grid[top][left] !== undefined) left += 1;
        const wide = Math.min(cell.colSpan || 1, 100);
        const high = Math.min(cell.rowSpan || 1, rows.length - top);
        if (wide * high > 1) note("merged");
        for (let down = 0; down < high; down += 1) {
          for (let right = 0; right < wide; right += 1) grid[top + down][left + right] ??= "";
        }
        grid[top][left] = cellText(cell);
      }
    });
    const width = Math.max(...grid.map((row) => row.length));
    const data = grid.map((row) => Array.from({ length: width }, (_, place) => row[place] ?? ""));
    const isHeader = (cell) => {
      const texts = [...cell.querySelectorAll("*"), cell].flatMap((each) => [...each.childNodes]);
      const shown = texts.filter((each) => each.nodeType === 3 && each.data.trim());
      return cell.localName === "th" || shown.every((each) => each.parentElement.closest(BOLD));
    };
    const isTitled = rows.length > 1 && rows[0].textContent.trim() && [...rows[0].cells].every(isHeader);
    const byRow = element.tHead !== null || Boolean(isTitled);
    const byColumn = rows.length > 1 && rows.slice(byRow ? 1 : 0).every((row) => row.cells[0].localName === "th");
    const caption = element.caption ? plain(inline(element.caption)) : "";
    lines.push({ type: "table", data, byRow, byColumn, caption });
  }

  function cellText(cell) {
    const before = lines.length;
    walk(cell);
    const inside = lines.splice(before);
    if (inside.some((line) => line.html?.includes("<a "))) note("cellLinks");
    return inside
      .map((line) => (line.type === "table" ? line.data.map((row) => row.join(" ")).join("\n") : plain(line.html)))
      .join("\n");
  }

  // What lies within an element, line by line. `list` is that of the list that it lies in.
  function walk(element, list = null) {
    let run = [];
    const flush = () => {
      const holder = document.createElement("div");
      holder.append(...run.map((node) => node.cloneNode(true)));
      run = [];
      paragraph(holder, list);
    };
    for (const node of [...element.childNodes]) {
      if (!isBlock(node) && !holdsBlock(node)) {
        run.push(node);
        continue;
      }
      flush();
      if (isLeftOut(node)) continue;
      const name = nameOf(node);
      if (name === "table") table(node);
      else if (name === "ul" || name === "ol") {
        walk(node, { depth: list ? list.depth + 1 : 0, isOrdered: name === "ol" });
      } else if (name === "li" && list) {
        const level = Number(node.getAttribute("data-aria-level") ?? 0);
        walk(node, level > list.depth + 1 ? { ...list, depth: level - 1 } : list);
      } else if (holdsBlock(node)) walk(node, list);
      else paragraph(node, list);
    }
    flush();
  }

  walk(new DOMParser().parseFromString(html, "text/html").body);

  // The caption that Word puts above or below a table is the table's own.
  lines.forEach((line, place) => {
    const beside = [lines[place - 1], lines[place + 1]].find((each) => each?.isCaption && !each.isTaken);
    if (line.type === "table" && !line.caption && beside) {
      line.caption = plain(beside.html);
      beside.isTaken = true;
    }
  });
  return { lines: lines.filter((line) => !line.isTaken), noted };
};
