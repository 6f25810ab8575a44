"use strict";
(() => {
  const SVG = document.getElementById("pins").namespaceURI;
  const LONGEST_TEXT = 300000;
  const MOST_ROWS = 200;
  const MOST_LABELS = 60;
  const PLACES = "Places";
  const EARTH_KM = 40075.017;
  const DAY = 86400000;

  const $ = (id) => document.getElementById(id);
  const data = JSON.parse($("data").textContent);
  const signs = new Map(data.signs.map((it) => [it.type, it]));
  const PLACE_SIGN = { shape: "circle", color: "#0072b2" };
  const dark = matchMedia("(prefers-color-scheme: dark)");

  /** An element with its text, attributes and children. Text from outside comes in here alone. */
  function make(name, { text, on, ...attributes } = {}, children = []) {
    const element = document.createElement(name);
    if (text !== undefined) element.textContent = text;
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== undefined && value !== null) element.setAttribute(key, value);
    }
    for (const [event, listener] of Object.entries(on || {})) element.addEventListener(event, listener);
    element.append(...children);
    return element;
  }
  function draw(name, attributes, children = []) {
    const element = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }
  const empty = (element) => element.replaceChildren();
  const grouped = (number) => number.toLocaleString("en");
  const counted = (number, one, many = one + "s") => grouped(number) + " " + (number === 1 ? one : many);
  const percent = (share) => Math.round(share * 100) + " %";

  // ---- What was found: every item of the map, of all documents.

  const documents = data.documents;
  const items = [];
  documents.forEach((doc, number) => {
    const places = new Map();
    doc.mentions.forEach((mention, at) => {
      if (mention.lat === null || mention.kind === "language" || mention.kind === "demonym") return;
      const key = mention.place_id || mention.lat + "," + mention.lon;
      let place = places.get(key);
      if (!place) {
        place = { doc: number, group: PLACES, lat: mention.lat, lon: mention.lon, mentions: [], name: mention.name,
          precision: mention.geo_precision, km: mention.uncertainty_km, sign: PLACE_SIGN };
        places.set(key, place);
        items.push(place);
      }
      place.mentions.push(at);
    });
    doc.incidents.forEach((incident, at) => {
      items.push({ doc: number, group: incident.event_type, incident: at, lat: incident.lat, lon: incident.lon,
        name: incident.location[0] || "no place", precision: incident.geo_precision, km: incident.uncertainty_km,
        start: day(incident.date_start), end: day(incident.date_end),
        sign: signs.get(incident.event_type) || PLACE_SIGN });
    });
  });
  const incidentItems = items.filter((it) => it.incident !== undefined);

  /** Days since 1970 of a date as it is written. */
  function day(date) {
    const time = date ? Date.parse(date + "T00:00:00Z") : NaN;
    return Number.isNaN(time) ? null : Math.round(time / DAY);
  }
  const dayText = (number) => new Date(number * DAY).toISOString().slice(0, 10);

  const state = {
    doc: documents.length === 1 ? 0 : null,
    hidden: new Set(),
    from: null,
    to: null,
    chosen: null,
    sort: { column: 0, down: false },
    allRows: false,
  };

  const of = (item) => documents[item.doc];
  const incidentOf = (item) => of(item).incidents[item.incident];
  const inDocument = (item) => state.doc === null || item.doc === state.doc;

  function isShown(item) {
    if (!inDocument(item) || state.hidden.has(item.group)) return false;
    if (item.incident === undefined || state.from === null) return true;
    const [from, to] = [state.from, state.to];
    if (from === range.first && to === range.last) return true;
    const end = item.end ?? item.start;
    if (end === null) return false;
    return (item.start ?? end) <= to && end >= from;
  }

  // ---- The map.

  const map = $("map");
  const canvas = $("land");
  const pins = $("pins");
  const view = { x: 0.5, y: 0.4, scale: 1, width: 1, height: 1 };
  const project = (lat, lon) => {
    const bounded = Math.max(-85, Math.min(85, lat)) * Math.PI / 180;
    return [lon / 360 + 0.5, 0.5 - Math.log(Math.tan(Math.PI / 4 + bounded / 2)) / (2 * Math.PI)];
  };
  const world = readWorld($("world").textContent);

  /** Arcs in the encoded polyline format, and rings of arcs, as points of the projected square. */
  function readWorld(text) {
    const [arcLines, ringLines] = text.split("\n\n");
    const arcs = arcLines.split("\n").map((line) => {
      const points = [];
      const sum = [0, 0];
      for (let at = 0, axis = 0; at < line.length; axis = 1 - axis) {
        let bits = 0;
        let shift = 0;
        let part;
        do {
          part = line.charCodeAt(at++) - 63;
          bits |= (part & 31) << shift;
          shift += 5;
        } while (part >= 32);
        sum[axis] += bits & 1 ? ~(bits >> 1) : bits >> 1;
        if (axis === 1) points.push(project(sum[1] / 100, sum[0] / 100));
      }
      return unrolled(points);
    });
    const ring = (line) => {
      const numbers = line.split(",").map(Number);
      const points = unrolled(numbers.flatMap((it) => (it < 0 ? arcs[~it].slice().reverse() : arcs[it])));
      const [first, last] = [points[0], points[points.length - 1]];
      // A coast that goes round the earth ends at the pole.
      return Math.abs(last[0] - first[0]) < 0.5 ? points : [...points, [last[0], 1.1], [first[0], 1.1]];
    };
    return { arcs, rings: ringLines.trim().split("\n").map(ring) };
  }

  /** A line that runs on over 180° rather than jump back. */
  function unrolled(points) {
    let turns = 0;
    return points.map(([x, y], at) => {
      if (at > 0) turns -= Math.round(x - points[at - 1][0]);
      return [x + turns, y];
    });
  }

  function drawLand() {
    const ratio = window.devicePixelRatio || 1;
    canvas.width = Math.round(view.width * ratio);
    canvas.height = Math.round(view.height * ratio);
    const pen = canvas.getContext("2d");
    const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
    const size = view.scale * ratio;
    pen.fillStyle = color("--land");
    pen.strokeStyle = color("--border");
    pen.lineWidth = ratio * 0.8;
    pen.lineJoin = "round";
    const half = view.width / 2 / view.scale;
    for (let copy = Math.floor(view.x - half) - 1; copy <= Math.floor(view.x + half) + 1; copy++) {
      const left = canvas.width / 2 + (copy - view.x) * size;
      const top = canvas.height / 2 - view.y * size;
      const trace = (points) => points.forEach(([x, y], at) => {
        pen[at === 0 ? "moveTo" : "lineTo"](left + x * size, top + y * size);
      });
      pen.beginPath();
      world.rings.forEach(trace);
      pen.fill("evenodd");
      pen.beginPath();
      world.arcs.forEach(trace);
      pen.stroke();
    }
  }

  const onScreen = (item) => {
    const [x, y] = project(item.lat, item.lon);
    const near = x + Math.round(view.x - x);
    return [view.width / 2 + (near - view.x) * view.scale, view.height / 2 + (y - view.y) * view.scale];
  };

  /** The outline of a sign of a size, around 0, 0. */
  function outline(shape, size) {
    const polygon = (corners, turn = -90, inner = 0) => {
      const steps = inner ? corners * 2 : corners;
      return Array.from({ length: steps }, (_, at) => {
        const angle = (turn + at * 360 / steps) * Math.PI / 180;
        const radius = inner && at % 2 ? size * inner : size;
        return [radius * Math.cos(angle), radius * Math.sin(angle)];
      });
    };
    const arm = size * 0.38;
    const shapes = {
      diamond: () => polygon(4),
      star: () => polygon(5, -90, 0.48).map(([x, y]) => [x * 1.2, y * 1.2]),
      triangle: () => polygon(3).map(([x, y]) => [x * 1.15, y * 1.15]),
      pentagon: () => polygon(5),
      square: () => polygon(4, -45).map(([x, y]) => [x * 1.12, y * 1.12]),
      hexagon: () => polygon(6),
      trapezoid: () => [[-size * 0.6, -size * 0.75], [size * 0.6, -size * 0.75], [size, size * 0.75], [-size, size * 0.75]],
      cross_fill: () => [[-arm, -size], [arm, -size], [arm, -arm], [size, -arm], [size, arm], [arm, arm], [arm, size],
        [-arm, size], [-arm, arm], [-size, arm], [-size, -arm], [-arm, -arm]],
    };
    const points = (shapes[shape] || (() => polygon(20)))();
    return "M" + points.map(([x, y]) => x.toFixed(1) + " " + y.toFixed(1)).join("L") + "Z";
  }

  /** A sign: filled for a spot or a town, hollow for what is less precise. */
  function signShape(sign, size, isPrecise) {
    return draw("path", { class: "shape", d: outline(sign.shape, size), stroke: isPrecise ? "#fff" : sign.color,
      fill: sign.color, "fill-opacity": isPrecise ? 1 : 0.12 });
  }
  const isPrecise = (item) => item.precision === "point" || item.precision === "place";
  function sizeOf(item) {
    if (item.incident === undefined) return 5;
    return 8 + Math.min(10, 2.2 * Math.log2(1 + (incidentOf(item).fatalities || 0)));
  }

  function drawPins() {
    const held = document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.key : null;
    empty(pins);
    const groups = new Map();
    for (const item of items) {
      if (item.lat === null || !isShown(item)) continue;
      const [x, y] = onScreen(item);
      if (x < -60 || y < -60 || x > view.width + 60 || y > view.height + 60) continue;
      const key = [item.group, Math.round(x / 3), Math.round(y / 3)].join(" ");
      const group = groups.get(key);
      if (group) group.items.push(item);
      else groups.set(key, { key, x, y, items: [item] });
    }
    const isChosen = (group) => state.chosen && group.items.includes(state.chosen.item);
    const order = (group) => (isChosen(group) ? 2 : 0) + (group.items[0].incident !== undefined ? 1 : 0);
    const all = [...groups.values()].sort((one, other) => order(one) - order(other));
    const spread = new Map();
    const rings = draw("g", {});
    const shapes = draw("g", {});
    const labels = draw("g", { "aria-hidden": "true" });
    pins.append(rings, shapes, labels);
    // Signs of several sorts at one spot stand around it: the uppermost, and every ring, stay where they are.
    for (const group of all.slice().reverse()) {
      const spot = Math.round(group.x / 12) + " " + Math.round(group.y / 12);
      const nth = spread.get(spot) || 0;
      spread.set(spot, nth + 1);
      const angle = nth * 2.4;
      const away = nth === 0 ? 0 : 13 + nth * 1.5;
      group.at = [group.x + away * Math.cos(angle), group.y + away * Math.sin(angle)];
    }
    for (const group of all) {
      const chosen = isChosen(group);
      const item = chosen ? state.chosen.item : group.items[0];
      const circumference = EARTH_KM * Math.cos(item.lat * Math.PI / 180);
      const radius = (item.km || 0) / circumference * view.scale;
      const ringed = chosen || item.incident !== undefined;
      if (ringed && radius > 7 && radius < 4000) {
        rings.append(draw("circle", { class: chosen ? "ring chosen" : "ring", cx: group.x, cy: group.y, r: radius,
          fill: item.sign.color, stroke: item.sign.color }));
      }
      const size = Math.max(...group.items.map(sizeOf));
      const name = label(item) + (group.items.length > 1 ? ", and " + (group.items.length - 1) + " more here" : "");
      const pin = draw("g", { class: chosen ? "pin chosen" : "pin", tabindex: "0", role: "button", "aria-label": name,
        "data-key": group.key, transform: "translate(" + group.at[0].toFixed(1) + " " + group.at[1].toFixed(1) + ")" }, [
        draw("title", {}, [name]),
        draw("circle", { r: Math.max(14, size), fill: "transparent" }),
        signShape(item.sign, size, isPrecise(item)),
      ]);
      if (group.items.length > 1 && item.incident !== undefined) {
        pin.append(draw("text", { class: "count" }, [String(group.items.length)]));
      }
      const open = () => {
        const at = chosen ? (group.items.indexOf(item) + 1) % group.items.length : 0;
        choose(group.items[at]);
      };
      pin.addEventListener("click", open);
      pin.addEventListener("keydown", (event) => {
        if (event.key === "Enter" || event.key === " ") {
          event.preventDefault();
          open();
        }
      });
      shapes.append(pin);
    }
    drawLabels(labels, all.reverse(), sizeOf);
    if (held) pins.querySelector('[data-key="' + CSS.escape(held) + '"]')?.focus({ preventScroll: true });
  }

  /** Names beside the signs, where there is room: of incidents first. */
  function drawLabels(layer, groups, size) {
    const taken = groups.map(({ at: [x, y] }) => [x - 8, y - 8, x + 8, y + 8]);
    const meets = (one) => taken.some((other) =>
      one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1]);
    const told = new Set();
    let count = 0;
    for (const { at: [x, y], items: [first, ...more] } of groups) {
      if (count === MOST_LABELS) break;
      const chosen = state.chosen && [first, ...more].includes(state.chosen.item);
      const item = chosen ? state.chosen.item : first;
      const name = (item.name || "").slice(0, 40);
      const width = name.length * 7.2;
      const right = x + size(item) + 4;
      const left = x - size(item) - 4 - width;
      if (told.has(name)) continue;
      const fits = (it) => it > 2 && it + width < view.width && (chosen || !meets([it, y - 8, it + width, y + 8]));
      const start = [right, left].find(fits);
      if (start === undefined) continue;
      taken.push([start, y - 8, start + width, y + 8]);
      told.add(name);
      count++;
      const kind = item.incident === undefined ? "label place" : "label";
      layer.append(draw("text", { class: kind, x: start, y: y + 4 }, [name]));
    }
  }

  let waiting = false;
  function redraw() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      drawLand();
      drawPins();
    });
  }

  function bound() {
    const least = Math.max(view.width / 1.4, view.height);
    view.scale = Math.max(Math.min(least, 600), Math.min(view.scale, 4e6));
    view.x -= Math.floor(view.x);
    view.y = Math.max(0.02, Math.min(0.98, view.y));
  }

  function zoomBy(factor, x = view.width / 2, y = view.height / 2) {
    const before = view.scale;
    view.scale *= factor;
    bound();
    const moved = 1 / before - 1 / view.scale;
    view.x += (x - view.width / 2) * moved;
    view.y += (y - view.height / 2) * moved;
    bound();
    redraw();
  }

  /** Shows all that is shown: incidents first, places where there is no incident. */
  function fit() {
    const placed = items.filter((it) => it.lat !== null && isShown(it));
    const precise = placed.filter((it) => it.incident !== undefined && it.km < 1500);
    const points = (precise.length ? precise : placed).map((it) => project(it.lat, it.lon));
    if (!points.length) {
      Object.assign(view, { x: 0.5, y: 0.42, scale: 1 });
    } else {
      // The widest gap between longitudes stays outside: what lies around 180° stays together.
      const xs = points.map(([x]) => x).sort((one, other) => one - other);
      let [gap, start] = [xs[0] + 1 - xs[xs.length - 1], 0];
      for (let at = 1; at < xs.length; at++) if (xs[at] - xs[at - 1] > gap) [gap, start] = [xs[at] - xs[at - 1], at];
      const width = 1 - gap;
      const ys = points.map(([, y]) => y);
      const [top, bottom] = [Math.min(...ys), Math.max(...ys)];
      view.x = xs[start] + width / 2;
      view.y = (top + bottom) / 2;
      const room = (size) => Math.max(size - 120, size / 2);
      view.scale = Math.min(room(view.width) / Math.max(width, 0.012), room(view.height) / Math.max(bottom - top, 0.012));
    }
    bound();
    redraw();
  }

  function show(item) {
    if (item.lat === null) return;
    const [x, y] = onScreen(item);
    const inside = x > 50 && y > 50 && x < view.width - 50 && y < view.height - 50;
    // A spot is told from its neighbours on a map of a country or two, not of the world.
    const far = isPrecise(item) && view.scale < view.width * 10;
    if (far) view.scale = view.width * 10;
    if (far || !inside) [view.x, view.y] = project(item.lat, item.lon);
    bound();
    redraw();
  }

  const fingers = new Map();
  let moved = false;
  map.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, [event.clientX, event.clientY]);
    moved = false;
  });
  map.addEventListener("pointermove", (event) => {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const here = [event.clientX, event.clientY];
    if (!moved && Math.hypot(here[0] - before[0], here[1] - before[1]) < 4) return;
    if (!moved) map.setPointerCapture(event.pointerId);
    moved = true;
    if (fingers.size === 2) {
      const other = [...fingers].find(([id]) => id !== event.pointerId)[1];
      const distance = (one) => Math.hypot(one[0] - other[0], one[1] - other[1]) || 1;
      const box = map.getBoundingClientRect();
      zoomBy(distance(here) / distance(before), (here[0] + other[0]) / 2 - box.left, (here[1] + other[1]) / 2 - box.top);
    } else {
      view.x -= (here[0] - before[0]) / view.scale;
      view.y -= (here[1] - before[1]) / view.scale;
      bound();
      redraw();
    }
    fingers.set(event.pointerId, here);
  });
  for (const end of ["pointerup", "pointercancel"]) map.addEventListener(end, (event) => fingers.delete(event.pointerId));
  map.addEventListener("click", (event) => {
    if (moved) event.stopPropagation();
  }, true);
  map.addEventListener("wheel", (event) => {
    event.preventDefault();
    const box = map.getBoundingClientRect();
    zoomBy(Math.exp(-event.deltaY * (event.deltaMode ? 0.05 : 0.0016)), event.clientX - box.left, event.clientY - box.top);
  }, { passive: false });
  map.addEventListener("dblclick", (event) => {
    const box = map.getBoundingClientRect();
    zoomBy(2, event.clientX - box.left, event.clientY - box.top);
  });
  map.addEventListener("keydown", (event) => {
    const step = 60 / view.scale;
    const keys = {
      ArrowLeft: () => { view.x -= step; }, ArrowRight: () => { view.x += step; },
      ArrowUp: () => { view.y -= step; }, ArrowDown: () => { view.y += step; },
      "+": () => zoomBy(1.6), "=": () => zoomBy(1.6), "-": () => zoomBy(1 / 1.6), 0: fit,
    };
    if (!keys[event.key] || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    keys[event.key]();
    bound();
    redraw();
  });
  $("in").addEventListener("click", () => zoomBy(1.8));
  $("out").addEventListener("click", () => zoomBy(1 / 1.8));
  $("all").addEventListener("click", fit);
  new ResizeObserver(([entry]) => {
    const first = view.width === 1;
    view.width = entry.contentRect.width;
    view.height = entry.contentRect.height;
    if (first) fit();
    else redraw();
  }).observe(map);
  dark.addEventListener("change", redraw);

  // ---- The text.

  /** The places in a text where Unicode code points begin, asked for in ascending order. */
  function codePoints(text) {
    let [at, point] = [0, 0];
    return (wanted) => {
      while (point < wanted && at < text.length) {
        at += text.codePointAt(at) > 0xffff ? 2 : 1;
        point++;
      }
      return at;
    };
  }

  function prepare(doc) {
    if (doc.marks || typeof doc.text !== "string") return;
    const ends = new Set();
    const add = (range) => { ends.add(range.start); ends.add(range.end); };
    doc.mentions.forEach(add);
    doc.incidents.forEach(add);
    const place = codePoints(doc.text);
    const at = new Map([...ends].sort((one, other) => one - other).map((it) => [it, place(it)]));
    const range = (it) => [at.get(it.start), at.get(it.end)];
    doc.marks = { mentions: doc.mentions.map(range), quotes: doc.incidents.map(range) };
    doc.marks.triggers = doc.incidents.map((it, number) => {
      const [start, end] = doc.marks.quotes[number];
      const found = doc.text.slice(start, end).indexOf(it.trigger);
      return found < 0 || !it.trigger ? null : [start + found, start + found + it.trigger.length];
    });
  }

  function drawText() {
    const side = $("text");
    empty(side);
    if (state.doc === null) {
      side.append(make("p", { class: "none", text: "Choose a document, a pin or a row of the table to read the text." }));
      return;
    }
    const doc = documents[state.doc];
    if (doc.error) side.append(make("p", { class: "none", text: "This document could not be read: " + doc.error }));
    if (typeof doc.text !== "string") {
      if (!doc.error) side.append(make("p", { class: "none", text: "The text is not in this layer; what was found is in the table and on the map." }));
      return;
    }
    prepare(doc);
    const chosen = state.chosen && state.chosen.item.doc === state.doc ? state.chosen : null;
    const limit = Math.min(doc.text.length, LONGEST_TEXT);
    const cuts = new Set([0, limit]);
    const layers = [];
    const lay = (range, kind, number) => {
      if (!range || range[0] >= limit || range[0] >= range[1]) return;
      const end = Math.min(range[1], limit);
      cuts.add(range[0]).add(end);
      layers.push({ start: range[0], end, kind, number });
    };
    doc.marks.mentions.forEach((it, number) => lay(it, "mention", number));
    doc.marks.triggers.forEach((it, number) => lay(it, "trigger", number));
    if (chosen && chosen.item.incident !== undefined) lay(doc.marks.quotes[chosen.item.incident], "quoted", chosen.item.incident);
    for (let at = doc.text.indexOf("\n\n"); at >= 0 && at < limit; at = doc.text.indexOf("\n\n", at + 2)) cuts.add(at + 2);
    layers.sort((one, other) => one.start - other.start);
    const ends = [...cuts].sort((one, other) => one - other);
    let paragraph = make("p", { dir: "auto" });
    let [next, open] = [0, []];
    for (let at = 0; at + 1 < ends.length; at++) {
      const [start, end] = [ends[at], ends[at + 1]];
      while (next < layers.length && layers[next].start <= start) open.push(layers[next++]);
      open = open.filter((it) => it.end > start);
      const words = doc.text.slice(start, end);
      paragraph.append(segment(doc, words.endsWith("\n\n") ? words.trimEnd() : words, open, chosen));
      if (words.endsWith("\n\n")) {
        if (paragraph.textContent.trim()) side.append(paragraph);
        paragraph = make("p", { dir: "auto" });
      }
    }
    side.append(paragraph);
    if (limit < doc.text.length) {
      side.append(make("p", { class: "none", text: "The text goes on for " + grouped(doc.text.length - limit) + " more characters." }));
    }
  }

  function segment(doc, words, layers, chosen) {
    const of = (kind) => layers.find((it) => it.kind === kind);
    const [mention, trigger, quoted] = [of("mention"), of("trigger"), of("quoted")];
    if (!mention && !trigger && !quoted) return document.createTextNode(words);
    const classes = [];
    if (quoted) classes.push("quoted");
    let [open, name] = [null, null];
    if (mention) {
      const it = doc.mentions[mention.number];
      classes.push("mention");
      if (it.status !== "resolved") classes.push("open");
      if (it.kind === "demonym" || it.kind === "language") classes.push("people");
      const item = itemOfMention(state.doc, mention.number);
      if (chosen && (chosen.mention === mention.number || (item && chosen.item === item))) classes.push("chosen");
      open = () => chooseMention(state.doc, mention.number);
      name = it.text + ": " + (it.name ? [it.name, it.admin1, it.country].filter(Boolean).join(", ") : it.status);
    } else if (trigger) {
      classes.push("trigger");
      if (chosen && chosen.item.incident === trigger.number) classes.push("chosen");
      open = () => choose(incidentItems.find((it) => it.doc === state.doc && it.incident === trigger.number));
      name = words + ": " + doc.incidents[trigger.number].type;
    }
    if (!open) return make("span", { class: classes.join(" "), text: words });
    const keys = (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      open();
    };
    return make("span", { class: classes.join(" "), text: words, tabindex: 0, role: "button", "aria-label": name,
      "data-mention": mention ? mention.number : undefined, on: { click: open, keydown: keys } });
  }

  // ---- What is chosen.

  const itemOfMention = (doc, number) =>
    items.find((it) => it.doc === doc && it.mentions !== undefined && it.mentions.includes(number));

  function chooseMention(doc, number) {
    const item = itemOfMention(doc, number) || { doc, mentions: [number], lat: null, group: PLACES };
    choose(item, number);
  }

  function choose(item, mention) {
    if (!item) return;
    const opened = state.doc !== item.doc;
    if (opened) state.doc = item.doc;
    state.chosen = { item, mention: mention ?? (item.mentions ? item.mentions[0] : undefined), exact: mention !== undefined };
    if (opened) drawList();
    drawAll();
    show(item);
    const word = $("text").querySelector(".chosen");
    if (word && mention === undefined) word.scrollIntoView({ block: "nearest", behavior: motion() });
    if (mention !== undefined) $("text").querySelector('[data-mention="' + mention + '"]')?.focus({ preventScroll: true });
  }
  const motion = () => matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";

  const label = (item) => {
    if (item.incident === undefined) return item.name || "place";
    const it = incidentOf(item);
    return it.type + ", " + item.name + (when(it) ? ", " + when(it) : "") + (it.fatalities ? ", " + it.fatalities + " killed" : "");
  };
  function when(incident) {
    const { date_start: start, date_end: end } = incident;
    if (start === end) return start || "";
    if (!start) return "until " + end;
    return end ? start + " to " + end : "from " + start;
  }
  function amount(incident, harm) {
    const [best, low, high] = [incident[harm], incident[harm + "_low"], incident[harm + "_high"]];
    if (best === null || best === undefined) return low === null || low === undefined ? "" : low + (high === null ? " or more" : "–" + high);
    if (low === high || low === undefined || low === null) return String(best);
    return high === null ? "at least " + low : best + " (" + low + "–" + high + ")";
  }

  function drawDetail() {
    const side = $("detail");
    empty(side);
    if (!state.chosen) return;
    const { item, mention } = state.chosen;
    const list = make("dl");
    const row = (name, text) => {
      if (text !== undefined && text !== null && text !== "") {
        list.append(make("dt", { text: name }), make("dd", { text, dir: "auto" }));
      }
    };
    if (item.incident !== undefined) {
      const it = incidentOf(item);
      side.append(make("h3", { text: it.type }), list);
      row("When", [when(it), it.date_text && "“" + it.date_text + "”"].filter(Boolean).join(" — "));
      row("Where", it.location.join(", ") || "not told");
      row("Precision", precisionText(item));
      row("How far", it.stage === "ACCOMPLISHED" ? "" : it.stage.toLowerCase());
      for (const [harm, name] of [["fatalities", "Killed"], ["injuries", "Injured"], ["missing", "Missing"],
        ["kidnapped", "Kidnapped"], ["arrested", "Arrested"], ["displaced", "Displaced"]]) row(name, amount(it, harm));
      row("By", it.perpetrators.map((one) => one.name).join("; "));
      row("Claimed by", it.claimed_by.join("; "));
      row("Denied by", it.denied_by.join("; "));
      row("Hit", it.targets.join("; "));
      row("With", it.weapons.join("; "));
      row("Sure", percent(it.confidence));
      if (it.quote) side.append(make("blockquote", { text: it.quote, dir: "auto" }));
    } else {
      const doc = of(item);
      const it = doc.mentions[mention];
      side.append(make("h3", { text: it.name || it.text || "Place", dir: "auto" }), list);
      row("Written", it.text);
      row("In", [it.admin1, it.country].filter(Boolean).join(", "));
      row("Is", it.status === "resolved" ? it.feature_code : it.status + (it.reason ? ": " + it.reason : ""));
      row("Precision", item.lat === null ? "" : precisionText(item));
      row("Named as", [it.usage, it.kind].filter(Boolean).join(" "));
      row("Sure", it.status === "resolved" ? percent(it.confidence) : "");
      const times = item.mentions.length;
      row("Named", times > 1 ? times + " times" : "");
      const others = doc.alternatives ? doc.alternatives[mention] : null;
      if (others && others.length) {
        row(it.status === "resolved" ? "Or else" : "May be", others.map((one) => one.name + " (" + one.feature_code + ")").join("; "));
      }
      if (!state.chosen.exact && doc.text !== undefined) {
        prepare(doc);
        for (const number of item.mentions.slice(0, 5)) side.append(make("blockquote", { text: around(doc, number), dir: "auto" }));
      }
    }
  }
  const precisionText = (item) => {
    const words = { point: "a spot", place: "a town", area: "a district", region: "a province or region", country: "a country", continent: "a continent" };
    return item.lat === null ? "not on the map" : (words[item.precision] || "") + (item.km ? ", within " + grouped(item.km) + " km" : "");
  };
  function around(doc, number) {
    const [start, end] = doc.marks.mentions[number];
    const from = Math.max(0, start - 90);
    const to = Math.min(doc.text.length, end + 90);
    return (from > 0 ? "…" : "") + doc.text.slice(from, to).trim() + (to < doc.text.length ? "…" : "");
  }

  // ---- The table.

  const COLUMNS = [
    { head: "Day", text: (item, it) => when(it), key: (item) => item.start ?? item.end ?? Infinity },
    { head: "What", text: (item, it) => it.type },
    { head: "Where", text: (item, it) => it.location.join(", ") || "—" },
    { head: "Killed", number: true, text: (item, it) => amount(it, "fatalities"), key: (item) => -(incidentOf(item).fatalities ?? -1) },
    { head: "Injured", number: true, text: (item, it) => amount(it, "injuries"), key: (item) => -(incidentOf(item).injuries ?? -1) },
    { head: "By", text: (item, it) => it.perpetrators.map((one) => one.name).join("; ") },
    { head: "Sure", number: true, text: (item, it) => percent(it.confidence), key: (item) => -incidentOf(item).confidence },
  ];
  if (documents.length > 1) COLUMNS.push({ head: "Document", text: (item) => of(item).title || of(item).id });

  function drawTable() {
    const shown = incidentItems.filter(isShown);
    $("incidents").hidden = !incidentItems.some(inDocument);
    const column = COLUMNS[state.sort.column];
    const key = column.key || ((item) => column.text(item, incidentOf(item)));
    const compare = (one, other) => (one < other ? -1 : one > other ? 1 : 0);
    const sorted = shown.map((item) => [key(item), item]).sort((one, other) => compare(one[0], other[0]) * (state.sort.down ? -1 : 1));
    empty($("heads"));
    COLUMNS.forEach((it, at) => {
      const mark = state.sort.column === at ? (state.sort.down ? " ▼" : " ▲") : "";
      const sort = () => {
        state.sort = { column: at, down: state.sort.column === at && !state.sort.down };
        drawTable();
        $("heads").children[at].firstChild.focus();
      };
      const order = state.sort.column === at ? (state.sort.down ? "descending" : "ascending") : "none";
      $("heads").append(make("th", { scope: "col", class: it.number ? "number" : "", "aria-sort": order }, [
        make("button", { type: "button", text: it.head + mark, on: { click: sort } })]));
    });
    empty($("rows"));
    const most = state.allRows ? sorted.length : MOST_ROWS;
    for (const [, item] of sorted.slice(0, most)) {
      const it = incidentOf(item);
      const chosen = state.chosen && state.chosen.item === item;
      const cells = COLUMNS.map((column, at) => {
        const text = column.text(item, it);
        const inside = at === 1 ? [make("button", { type: "button", text })] : [];
        return make("td", { class: column.number ? "number" : "", dir: "auto", ...(at === 1 ? {} : { text }) }, inside);
      });
      $("rows").append(make("tr", { class: chosen ? "chosen" : "", on: { click: () => choose(item) } }, cells));
    }
    const more = $("morerows");
    more.hidden = sorted.length <= most;
    more.textContent = "Show all " + grouped(sorted.length);
  }
  $("morerows").addEventListener("click", () => {
    state.allRows = true;
    drawTable();
  });

  // ---- The filters.

  const range = { first: null, last: null };
  function drawFilters() {
    const box = $("types");
    const counts = new Map();
    items.filter(inDocument).forEach((it) => counts.set(it.group, (counts.get(it.group) || 0) + 1));
    [...box.querySelectorAll("label")].forEach((it) => it.remove());
    for (const group of [...signs.keys(), PLACES].filter((it) => counts.has(it))) {
      const input = make("input", { type: "checkbox", on: { change: () => {
        if (input.checked) state.hidden.delete(group);
        else state.hidden.add(group);
        drawAll(true);
      } } });
      input.checked = !state.hidden.has(group);
      const sign = signs.get(group) || PLACE_SIGN;
      const picture = draw("svg", { viewBox: "-12 -12 24 24", "aria-hidden": "true" }, [signShape(sign, 8, true)]);
      box.append(make("label", {}, [input, picture, document.createTextNode(group + " (" + grouped(counts.get(group)) + ")")]));
    }
    box.hidden = counts.size === 0;
    const days = incidentItems.filter(inDocument).flatMap((it) => [it.start, it.end]).filter((it) => it !== null);
    range.first = days.length ? days.reduce((one, other) => Math.min(one, other)) : null;
    range.last = days.length ? days.reduce((one, other) => Math.max(one, other)) : null;
    $("dates").hidden = range.first === range.last;
    [state.from, state.to] = [range.first, range.last];
    for (const [id, value] of [["from", range.first], ["to", range.last]]) {
      $(id).min = range.first ?? 0;
      $(id).max = range.last ?? 0;
      $(id).value = value ?? 0;
    }
    drawSpan();
  }
  function drawSpan() {
    if (state.from === null) return;
    $("span").textContent = dayText(state.from) + " to " + dayText(state.to);
    $("from").setAttribute("aria-valuetext", dayText(state.from));
    $("to").setAttribute("aria-valuetext", dayText(state.to));
  }
  for (const id of ["from", "to"]) {
    $(id).addEventListener("input", () => {
      state[id] = Number($(id).value);
      if (state.from > state.to) {
        if (id === "from") state.to = state.from;
        else state.from = state.to;
        $("from").value = state.from;
        $("to").value = state.to;
      }
      drawSpan();
      drawPins();
      drawTable();
    });
  }

  // ---- The documents.

  let listed = MOST_ROWS;
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  function drawList() {
    if (documents.length < 2) return;
    $("documents").hidden = false;
    const wanted = folded($("find").value.trim());
    const found = [...documents.keys()].filter((it) => !wanted || folded((documents[it].title || "") + " " + documents[it].id).includes(wanted));
    const list = $("list");
    empty(list);
    const entry = (number, name, small) => {
      const open = () => openDocument(number);
      const button = make("button", { type: "button", dir: "auto", text: name, on: { click: open } }, [make("small", { text: small })]);
      if (state.doc === number) button.setAttribute("aria-current", "true");
      list.append(make("li", {}, [button]));
    };
    if (!wanted) entry(null, "All documents", counted(documents.length, "document"));
    for (const number of found.slice(0, listed)) {
      const doc = documents[number];
      const small = [doc.published, doc.error ? "could not be read" : counted(doc.incidents.length, "incident")].filter(Boolean).join(" · ");
      entry(number, (doc.title || doc.id).slice(0, 160), small);
    }
    $("more").hidden = found.length <= listed;
  }
  $("find").addEventListener("input", () => {
    listed = MOST_ROWS;
    drawList();
  });
  $("more").addEventListener("click", () => {
    listed += MOST_ROWS;
    drawList();
  });
  function openDocument(number) {
    state.doc = number;
    state.chosen = null;
    state.allRows = false;
    drawList();
    drawFilters();
    drawAll();
    fit();
    window.scrollTo({ top: 0 });
  }

  // ---- All of it.

  function drawHead() {
    const doc = state.doc === null ? null : documents[state.doc];
    const title = doc ? doc.title || doc.id : "Places and incidents";
    $("title").textContent = title;
    document.title = title;
    const places = items.filter((it) => inDocument(it) && it.incident === undefined).length;
    const incidents = incidentItems.filter(inDocument).length;
    const found = places + incidents === 0 ? "nothing to put on the map" : counted(incidents, "incident") + ", " + counted(places, "place");
    const kept = doc && doc.kept ? Object.entries(doc.kept).filter(([, it]) => it !== null) : [];
    const own = kept.map(([name, it]) => name + ": " + (typeof it === "string" ? it : JSON.stringify(it)));
    const head = doc ? [doc.source, doc.published, doc.url, ...own] : [counted(documents.length, "document")];
    $("summary").textContent = [...head, found].filter(Boolean).join(" · ");
  }
  function drawAll(filtersAlone) {
    drawHead();
    if (!filtersAlone) drawText();
    drawDetail();
    drawTable();
    redraw();
  }

  $("about").textContent = data.about;
  drawList();
  drawFilters();
  drawAll();
})();
