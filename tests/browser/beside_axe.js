/* What axe can't see; see test_beside_axe.py. Each answers with what is wrong. */
window.besideAxe = {
  /* Ids that ARIA attributes and labels name and no element has. */
  unnamed() {
    const found = [];
    for (const name of ["labelledby", "describedby", "controls", "owns", "activedescendant", "errormessage"]) {
      for (const element of document.querySelectorAll(`[aria-${name}]`)) {
        for (const id of element.getAttribute(`aria-${name}`).split(/\s+/)) {
          if (!document.getElementById(id)) found.push(`${name}=${id}`);
        }
      }
    }
    for (const label of document.querySelectorAll("label[for]")) {
      if (!document.getElementById(label.htmlFor)) found.push(`for=${label.htmlFor}`);
    }
    return found;
  },

  /* Targets under 24 px around which a circle of 24 px meets another one (WCAG 2.2, 2.5.8). Links
     within a sentence are excepted there. */
  tooSmall() {
    const shown = (each) => each.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true })
      && each.getBoundingClientRect().width > 1;
    const targets = "a[href], button, summary, select, input:not([type=hidden])";
    const all = [...document.querySelectorAll(targets)].filter(shown);
    const isInSentence = (each) => each.matches("a") && getComputedStyle(each).display === "inline"
      && each.parentElement.textContent.trim().length > each.textContent.trim().length;
    const box = (each) => (each.closest("label") ?? each).getBoundingClientRect();
    const isTooSmall = (each) => {
      const own = box(each);
      if ((own.width >= 24 && own.height >= 24) || isInSentence(each)) return false;
      const x = own.left + own.width / 2;
      const y = own.top + own.height / 2;
      return all.some((other) => {
        if (other === each || other.contains(each) || each.contains(other)) return false;
        const near = box(other);
        const dx = Math.max(near.left - x, 0, x - near.right);
        const dy = Math.max(near.top - y, 0, y - near.bottom);
        return Math.hypot(dx, dy) < 12;
      });
    };
    return all.filter(isTooSmall).map((each) => each.outerHTML.slice(0, 150));
  },

  /* Primary actions that are lower or narrower than a thumb (WCAG 2.2, 2.5.5). */
  lowActions() {
    return [...document.querySelectorAll(".button, button[type=submit], .sign-up-bar a")]
      .filter((each) => each.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }))
      .filter((each) => {
        const { width, height } = each.getBoundingClientRect();
        return width > 1 && Math.min(width, height) < 44;
      })
      .map((each) => each.outerHTML.slice(0, 150));
  },

  /* Elements that cut off some of their text, and how wide the page is if it is too wide. */
  cut() {
    const width = document.documentElement.scrollWidth;
    const found = width > innerWidth ? [`width: ${width}`] : [];
    const cuts = (overflow) => overflow === "hidden" || overflow === "clip";
    for (const each of document.querySelectorAll("body *")) {
      if (!each.textContent.trim() || each.clientWidth <= 1 || !each.checkVisibility()) continue;
      const { overflowX, overflowY } = getComputedStyle(each);
      const isCut = (cuts(overflowX) && each.scrollWidth > each.clientWidth + 1)
        || (cuts(overflowY) && each.scrollHeight > each.clientHeight + 1);
      if (isCut) found.push(each.outerHTML.slice(0, 150));
    }
    return found;
  },

  /* What has the focus, if something lies over all of it (WCAG 2.2, 2.4.11); else null. */
  covered() {
    const each = document.activeElement;
    if (each === document.body) return null;
    const box = each.getBoundingClientRect();
    const isOwn = (top) => top
      && (each.contains(top) || top.contains(each) || top.closest("label")?.contains(each));
    for (const part of [0.1, 0.5, 0.9]) {
      for (const place of [0.1, 0.5, 0.9]) {
        const [x, y] = [box.left + box.width * part, box.top + box.height * place];
        if (isOwn(document.elementFromPoint(x, y))) return null;
      }
    }
    return each.outerHTML.slice(0, 150);
  },
};
