"use strict";
(function () {
  const $ = (id) => document.getElementById(id);
  const make = (tag, name, text) => {
    const element = document.createElement(tag);
    if (name) element.className = name;
    if (text !== undefined) element.textContent = text;
    return element;
  };

  // The theme: as the system has it, light, dark. It is not remembered: the page keeps nothing.
  const themes = [["", "Theme: as the system"], ["light", "Theme: light"], ["dark", "Theme: dark"]];
  let theme = 0;
  $("theme").addEventListener("click", () => {
    theme = (theme + 1) % themes.length;
    if (themes[theme][0]) document.documentElement.dataset.theme = themes[theme][0];
    else delete document.documentElement.dataset.theme;
    $("theme").textContent = themes[theme][1];
  });
  if ($("print")) $("print").addEventListener("click", () => window.print());

  // Tables: a click on a heading sorts, a field above a long table filters.
  const number = (text) => {
    const found = text.replace(/,/g, "").match(/-?\d+(\.\d+)?/);
    return found ? parseFloat(found[0]) : -Infinity;
  };
  for (const table of document.querySelectorAll("table.sorts")) {
    const body = table.tBodies[0];
    const rows = Array.from(body.rows);
    if (rows.length < 3) continue;
    Array.from(table.tHead.rows[0].cells).forEach((cell, column) => {
      const button = make("button", "", cell.textContent);
      button.type = "button";
      cell.textContent = "";
      cell.append(button);
      const numeric = cell.classList.contains("number");
      button.addEventListener("click", () => {
        const down = cell.getAttribute("aria-sort") === "ascending";
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        cell.setAttribute("aria-sort", down ? "descending" : "ascending");
        const key = (row) => row.cells[column].textContent;
        const order = (a, b) => (numeric ? number(key(a)) - number(key(b)) : key(a).localeCompare(key(b), "en"));
        body.append(...rows.slice().sort((a, b) => (down ? order(b, a) : order(a, b))));
      });
    });
    if (rows.length < 9) continue;
    const label = make("label", "filter", "Filter ");
    const field = make("input");
    const count = make("span", "", rows.length + " rows");
    count.setAttribute("aria-live", "polite");
    field.type = "search";
    field.addEventListener("input", () => {
      const wanted = field.value.toLowerCase();
      let shown = 0;
      for (const row of rows) {
        row.hidden = !row.textContent.toLowerCase().includes(wanted);
        if (!row.hidden) shown += 1;
      }
      count.textContent = shown + " of " + rows.length + " rows";
    });
    label.append(field, count);
    table.parentElement.before(label);
  }

  // The org chart. Only what is open is laid out and drawn.
  const source = $("org-data");
  if (!source || !$("org")) return;
  const { practices, letters, notes, nodes } = JSON.parse(source.textContent);
  const WIDE = 236, HIGH = 44, COLUMN = 276, GAP = 10, MARGIN = 16, START = 60, PRINTED = 22;
  const stage = $("org-stage"), canvas = $("org-canvas"), tree = $("org-tree"), lines = $("org-lines"), said = $("org-said");
  const below = nodes.map(() => []);
  const tops = [];
  nodes.forEach((node, place) => (node.u === undefined ? tops : below[node.u]).push(place));
  const depth = nodes.map(() => 0);
  const order = tops.slice();
  for (let next = 0; next < order.length; next += 1) {
    for (const child of below[order[next]]) {
      depth[child] = depth[order[next]] + 1;
      order.push(child);
    }
  }
  const size = nodes.map(() => 0), matter = nodes.map((node) => (node.f ? (node.e ? 3 : 1) : 0) + (node.k ? 2 : 0));
  const core = (place) => nodes[place].p;
  nodes.forEach((_, place) => { if (core(place).length) matter[place] += 1; });
  for (const place of order.slice().reverse()) {
    const parent = nodes[place].u;
    if (parent !== undefined) {
      size[parent] += size[place] + 1;
      matter[parent] += matter[place];
    }
  }
  const open = new Set();
  let current = tops[0], scale = 1, hit = -1, chosen = new Set();

  // Opens what matters most until a screenful is seen: never a wide team for the sake of one person.
  const reset = (limit) => {
    open.clear();
    let seen = tops.length;
    const waiting = tops.filter((place) => below[place].length);
    while (waiting.length) {
      waiting.sort((a, b) => depth[a] - depth[b] || matter[b] - matter[a]);
      const place = waiting.shift();
      if (seen + below[place].length > limit && open.size > 0) continue;
      open.add(place);
      seen += below[place].length;
      for (const child of below[place]) if (below[child].length && matter[child]) waiting.push(child);
    }
  };

  const visible = () => {
    const list = [], waiting = tops.slice().reverse();
    while (waiting.length) {
      const place = waiting.pop();
      list.push(place);
      if (open.has(place)) for (let i = below[place].length - 1; i >= 0; i -= 1) waiting.push(below[place][i]);
    }
    return list;
  };

  // A tidy tree from left to right: each subtree keeps the least and greatest height of every column, the deepest
  // first, so that two are joined in the time of the shallower one and the whole is linear.
  const layout = (list) => {
    const at = new Map(), shift = new Map(), contour = new Map();
    const join = (children) => {
      let whole = null;
      for (const child of children) {
        const own = contour.get(child);
        if (!whole) { whole = own; shift.set(child, 0); continue; }
        const common = Math.min(whole.low.length, own.low.length);
        let move = -Infinity;
        for (let i = 1; i <= common; i += 1) {
          move = Math.max(move, whole.high[whole.high.length - i] + whole.base - own.low[own.low.length - i] - own.base + HIGH + GAP);
        }
        shift.set(child, move);
        if (own.low.length > whole.low.length) {
          for (let i = 1; i <= common; i += 1) own.low[own.low.length - i] = whole.low[whole.low.length - i] + whole.base - move - own.base;
          own.base += move;
          whole = own;
        } else {
          for (let i = 1; i <= common; i += 1) whole.high[whole.high.length - i] = own.high[own.high.length - i] + own.base + move - whole.base;
        }
      }
      return whole;
    };
    for (let i = list.length - 1; i >= 0; i -= 1) {
      const place = list[i];
      const children = open.has(place) ? below[place] : [];
      const own = children.length ? join(children) : { low: [], high: [], base: 0 };
      const first = children.length ? at.get(children[0]) + shift.get(children[0]) : 0;
      const last = children.length ? at.get(children[children.length - 1]) + shift.get(children[children.length - 1]) : 0;
      const middle = (first + last) / 2;
      at.set(place, middle);
      own.low.push(middle - own.base);
      own.high.push(middle - own.base);
      contour.set(place, own);
    }
    join(tops);
    const moved = new Map(), spot = new Map();
    let least = Infinity, most = 0;
    for (const place of list) {
      const parent = nodes[place].u;
      const base = (parent === undefined ? 0 : moved.get(parent)) + shift.get(place);
      moved.set(place, base);
      spot.set(place, base + at.get(place));
      least = Math.min(least, spot.get(place));
      most = Math.max(most, spot.get(place));
    }
    for (const place of list) spot.set(place, spot.get(place) - least + MARGIN);
    return { spot, high: most - least + HIGH + 2 * MARGIN };
  };

  const describe = (place) => {
    const node = nodes[place];
    const parts = [node.n + (node.t ? ", " + node.t : "")];
    if (notes[node.r]) parts.push(notes[node.r]);
    const names = core(place).map((practice) => practices[practice]);
    if (names.length) parts.push("Core to " + names.join(", "));
    if (node.g) parts.push("Team: " + node.g);
    if (below[place].length) parts.push(below[place].length + " direct reports, " + size[place] + " in all");
    if (node.b) parts.push(node.b + " further down are not in this chart");
    if (node.d) parts.push("Also under " + node.d.map((above) => nodes[above].n).join(", "));
    return parts.concat(node.f || []).join(". ") + ".";
  };

  const draw = () => {
    const list = visible();
    const { spot, high } = layout(list);
    const wide = Math.max(...list.map((place) => depth[place]), 0) * COLUMN + WIDE + 2 * MARGIN;
    const left = (place) => depth[place] * COLUMN + MARGIN;
    const elements = [];
    let solid = "", dotted = "";
    for (const place of list) {
      const node = nodes[place];
      const names = core(place);
      const element = make("div", "node" + (node.k === 1 ? " vacant" : node.k === 2 ? " planned" : "") + (node.e ? " fault" : ""));
      element.dataset.place = place;
      element.setAttribute("role", "treeitem");
      element.setAttribute("aria-level", depth[place] + 1);
      element.tabIndex = place === current ? 0 : -1;
      if (below[place].length) element.setAttribute("aria-expanded", open.has(place));
      if (place === current) element.setAttribute("aria-selected", "true");
      if (place === hit) element.classList.add("hit");
      if (chosen.size && !names.some((practice) => chosen.has(practice))) element.classList.add("dim");
      element.style.left = left(place) + "px";
      element.style.top = spot.get(place) + "px";
      names.forEach((practice, i) => {
        const stripe = make("i", "practice-" + (practice % 6));
        stripe.style.top = (100 / names.length) * i + "%";
        stripe.style.height = 100 / names.length + "%";
        element.append(stripe);
      });
      element.append(make("b", "", node.n || "–"), make("span", "", node.t));
      if (names.length) element.append(make("small", "", names.map((practice) => letters[practice]).join(" ")));
      if (node.f) element.append(make("span", "mark", node.e ? "✗" : "▲"));
      if (below[place].length) element.append(make("em", "", (open.has(place) ? "−" : "+") + below[place].length));
      element.title = [node.n, node.t, notes[node.r]].filter(Boolean).join("\n");
      elements.push(element);
      const middle = spot.get(place) + HIGH / 2;
      if (node.u !== undefined) {
        const from = left(node.u) + WIDE, turn = left(place) - (COLUMN - WIDE) / 2;
        solid += "M" + from + "," + (spot.get(node.u) + HIGH / 2) + "H" + turn + "V" + middle + "H" + left(place);
      }
      for (const above of (node.d || []).filter((other) => spot.has(other))) {
        const x = left(above) + WIDE - 20, y = spot.get(above) + HIGH;
        dotted += "M" + x + "," + y + "C" + x + "," + (y + 30) + " " + (left(place) - 30) + "," + middle + " " + left(place) + "," + middle;
      }
    }
    tree.replaceChildren(...elements);
    lines.setAttribute("width", wide);
    lines.setAttribute("height", high);
    const path = (d, name) => {
      const element = document.createElementNS("http://www.w3.org/2000/svg", "path");
      element.setAttribute("d", d);
      if (name) element.setAttribute("class", name);
      return element;
    };
    lines.replaceChildren(path(solid || "M0,0", ""), path(dotted || "M0,0", "dotted"));
    canvas.dataset.wide = wide;
    canvas.dataset.high = high;
    zoom(scale);
  };

  const zoom = (value) => {
    scale = Math.min(2, Math.max(0.1, value));
    canvas.style.width = canvas.dataset.wide + "px";
    canvas.style.height = canvas.dataset.high + "px";
    canvas.style.transform = "scale(" + scale + ")";
    // The scaled size is what scrolls, not the size before.
    canvas.style.marginRight = canvas.dataset.wide * (scale - 1) + "px";
    canvas.style.marginBottom = canvas.dataset.high * (scale - 1) + "px";
  };
  const fit = () => {
    zoom(Math.min(1, stage.clientWidth / canvas.dataset.wide, stage.clientHeight / canvas.dataset.high));
    stage.scrollTo(0, 0);
  };
  const show = (place, focus, whole) => {
    const element = tree.querySelector('[data-place="' + place + '"]');
    if (!element) return;
    const x = parseFloat(element.style.left) * scale, y = parseFloat(element.style.top) * scale;
    if (x < stage.scrollLeft || x + WIDE * scale > stage.scrollLeft + stage.clientWidth) stage.scrollLeft = Math.max(0, x - 40);
    if (whole || y < stage.scrollTop || y + HIGH * scale > stage.scrollTop + stage.clientHeight) stage.scrollTop = Math.max(0, y - stage.clientHeight / 2);
    if (focus) element.focus({ preventScroll: true });
    if (!whole) said.textContent = describe(place);
  };
  const select = (place, focus) => {
    current = place;
    for (const element of tree.children) {
      const own = Number(element.dataset.place) === place;
      element.tabIndex = own ? 0 : -1;
      if (own) element.setAttribute("aria-selected", "true");
      else element.removeAttribute("aria-selected");
    }
    show(place, focus);
  };
  const turn = (place, wanted) => {
    if (!below[place].length || open.has(place) === wanted) return false;
    const before = tree.querySelector('[data-place="' + place + '"]');
    const top = before ? parseFloat(before.style.top) * scale - stage.scrollTop : 0;
    if (wanted) open.add(place); else open.delete(place);
    current = place;
    draw();
    // What was opened stays where it was.
    const after = tree.querySelector('[data-place="' + place + '"]');
    if (after) stage.scrollTop = Math.max(0, parseFloat(after.style.top) * scale - top);
    select(place, true);
    return true;
  };
  const reveal = (place) => {
    for (let up = nodes[place].u; up !== undefined; up = nodes[up].u) open.add(up);
    hit = place;
    current = place;
    draw();
    select(place, true);
  };

  tree.addEventListener("click", (event) => {
    const element = event.target.closest(".node");
    if (!element) return;
    const place = Number(element.dataset.place);
    if (!turn(place, !open.has(place))) select(place, true);
  });
  tree.addEventListener("keydown", (event) => {
    const list = visible(), at = list.indexOf(current);
    let next;
    switch (event.key) {
      case "ArrowDown": next = list[at + 1]; break;
      case "ArrowUp": next = list[at - 1]; break;
      case "Home": next = list[0]; break;
      case "End": next = list[list.length - 1]; break;
      case "ArrowRight": if (!turn(current, true)) next = open.has(current) ? below[current][0] : undefined; break;
      case "ArrowLeft": if (!turn(current, false)) next = nodes[current].u; break;
      case "Enter": case " ": turn(current, !open.has(current)); break;
      default: return;
    }
    event.preventDefault();
    if (next !== undefined) select(next, true);
  });

  const field = $("org-search"), found = $("org-found");
  const texts = nodes.map((node) => [node.n, node.t, node.g || "", notes[node.r]].join(" ").toLowerCase());
  const search = () => {
    const wanted = field.value.trim().toLowerCase();
    found.replaceChildren();
    if (!wanted) return;
    const hits = [];
    let number = 0;
    texts.forEach((text, place) => {
      if (!text.includes(wanted)) return;
      number += 1;
      if (hits.length < 12) hits.push(place);
    });
    for (const place of hits) {
      const button = make("button", "", nodes[place].n + " – " + nodes[place].t);
      button.type = "button";
      button.addEventListener("click", () => { found.replaceChildren(); reveal(place); });
      const item = make("li");
      item.append(button);
      found.append(item);
    }
    said.textContent = number ? number + " found." : "Nobody found.";
  };
  field.addEventListener("input", search);
  field.addEventListener("keydown", (event) => {
    const first = found.querySelector("button");
    if (event.key === "Enter" && first) { event.preventDefault(); first.click(); }
    if (event.key === "Escape") { field.value = ""; search(); }
  });

  $("org-in").addEventListener("click", () => zoom(scale * 1.25));
  $("org-out").addEventListener("click", () => zoom(scale / 1.25));
  $("org-fit").addEventListener("click", fit);
  $("org-start").addEventListener("click", () => { hit = -1; current = tops[0]; reset(START); scale = 1; draw(); stage.scrollTo(0, 0); show(current, false, true); });
  $("org-all").addEventListener("click", () => { nodes.forEach((_, place) => { if (below[place].length) open.add(place); }); draw(); });
  $("org-none").addEventListener("click", () => { open.clear(); current = tops[0]; draw(); stage.scrollTo(0, 0); });
  stage.addEventListener("wheel", (event) => {
    if (!event.ctrlKey) return;
    event.preventDefault();
    zoom(scale * (event.deltaY < 0 ? 1.1 : 1 / 1.1));
  }, { passive: false });
  let drag = null;
  stage.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse" || event.target.closest(".node")) return;
    drag = { x: event.clientX + stage.scrollLeft, y: event.clientY + stage.scrollTop };
    stage.classList.add("dragging");
  });
  window.addEventListener("pointermove", (event) => { if (drag) stage.scrollTo(drag.x - event.clientX, drag.y - event.clientY); });
  window.addEventListener("pointerup", () => { drag = null; stage.classList.remove("dragging"); });
  for (const box of document.querySelectorAll(".org-practice")) {
    box.addEventListener("change", () => {
      chosen = new Set(Array.from(document.querySelectorAll(".org-practice:checked"), (b) => Number(b.value)));
      draw();
    });
  }

  // On paper the chart is as wide as the sheet and no longer than a page: the top of the organisation.
  let kept = null;
  window.addEventListener("beforeprint", () => {
    if (kept) return;
    kept = { open: Array.from(open), scale };
    reset(PRINTED);
    draw();
    zoom(Math.min(1, 670 / canvas.dataset.wide, 860 / canvas.dataset.high));
  });
  window.addEventListener("afterprint", () => {
    if (!kept) return;
    open.clear();
    kept.open.forEach((place) => open.add(place));
    scale = kept.scale;
    kept = null;
    draw();
  });

  if (!nodes.length) { $("org").hidden = true; return; }
  reset(START);
  draw();
  show(current, false, true);
})();
