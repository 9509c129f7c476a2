"use strict";

// How many events there are in each stretch of time, and a range of it that one draws with the pointer or moves by keys.
(function (kg) {
  const SVG = "http://www.w3.org/2000/svg";
  const MOST = 48; // bars; where days are more, months are shown, then quarters, then years
  const [WIDTH, HEIGHT] = [208, 44];
  const DAY = 86400000; // milliseconds

  const drawn = (tag, attributes) => {
    const made = document.createElementNS(SVG, tag);
    for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
    return made;
  };

  // What a bar may be: the number of that stretch of time a day (20220809) lies in, and the date it begins with and ends with
  const monthly = (length) => ({
    at: (day) => Math.floor((Math.floor(day / 10000) * 12 + (Math.floor(day / 100) % 100) - 1) / length),
    first: (bar) => month(bar * length),
    last: (bar) => month((bar + 1) * length - 1),
    exact: 7,
  });
  const month = (index) => `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, "0")}`;
  const isoDay = (bar) => new Date(bar * DAY).toISOString().slice(0, 10);
  const daily = {
    at: (day) => Date.UTC(Math.floor(day / 10000), (Math.floor(day / 100) % 100) - 1, day % 100) / DAY,
    first: isoDay,
    last: isoDay,
    exact: 10,
  };
  const UNITS = [daily, monthly(1), monthly(3), monthly(12)];

  /** How the time of events is cut into bars: {unit, first, size}; events whose dates are less exact are not counted. */
  function cut(events) {
    for (const unit of UNITS) {
      const bars = events.filter(({ date }) => date.length >= unit.exact).map(({ day }) => unit.at(day));
      const [low, high] = bars.reduce(([a, b], bar) => [Math.min(a, bar), Math.max(b, bar)], [Infinity, -Infinity]);
      if (bars.length && (high - low < MOST || unit === UNITS.at(-1))) return { unit, first: low, size: high - low + 1 };
    }
    return null;
  }

  function count({ unit, first, size }, events) {
    const counts = new Array(size).fill(0);
    for (const { date, day } of events) if (date.length >= unit.exact) counts[unit.at(day) - first] += 1;
    return counts;
  }

  /** An element that shows the events and the range of the filters; `draw` is called when either may have changed. */
  kg.histogram = function () {
    const svg = drawn("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, class: "bars", preserveAspectRatio: "none", "aria-hidden": "true" });
    const handles = ["from", "until"].map((name) => {
      const handle = kg.element("span", { className: `handle ${name}`, tabIndex: 0, role: "slider" });
      handle.dataset.name = name;
      return handle;
    });
    const labels = kg.element("p", { className: "ends", ariaHidden: "true" }, kg.element("span"), kg.element("span"));
    const made = kg.element("div", { className: "histogram" }, kg.element("div", { className: "plot" }, svg, ...handles), labels);
    const events = kg.data.nodes
      .filter((node) => node.group === "event" && kg.days(node.attributes.date))
      .map((node) => ({ node, date: node.attributes.date, day: kg.days(node.attributes.date)[0] }));
    const scale = cut(events);
    made.hidden = scale === null;
    made.draw = () => {};
    if (made.hidden) return made;
    const most = Math.max(...count(scale, events));
    let chosen = null; // while it is drawn: numbers of the first and the last bar of the range

    const begins = (bar) => scale.unit.first(scale.first + bar);
    const ends = (bar) => scale.unit.last(scale.first + bar);

    /** The bars that the filters' dates reach. */
    function range() {
      const at = (date, otherwise, end) => {
        const found = kg.days(date);
        if (!found) return otherwise;
        return Math.max(0, Math.min(scale.size - 1, scale.unit.at(found[end]) - scale.first));
      };
      return [at(kg.filters.from, 0, 0), at(kg.filters.until, scale.size - 1, 1)];
    }

    function set(low, high) {
      const whole = low === 0 && high === scale.size - 1;
      kg.filter(whole ? { from: "", until: "" } : { from: begins(low), until: ends(high) });
    }

    made.draw = function () {
      const { nodesOn } = kg.masks({ ...kg.filters, from: "", until: "" });
      const counts = count(scale, events.filter(({ node }) => nodesOn[node.index]));
      const [low, high] = chosen ?? range();
      const wide = WIDTH / scale.size;
      svg.replaceChildren(
        ...counts.map((number, bar) => {
          const tall = number ? Math.max(2, (number / most) * (HEIGHT - 4)) : 0;
          const place = { x: bar * wide + 0.5, y: HEIGHT - tall, width: Math.max(0.8, wide - 1), height: tall };
          const rect = drawn("rect", { ...place, class: bar >= low && bar <= high ? "in" : "out" });
          const title = drawn("title", {});
          title.textContent = `${[...new Set([begins(bar), ends(bar)])].join(" – ")}${kg.text("colon")}${number}`;
          rect.append(title);
          return rect;
        }),
      );
      labels.children[0].textContent = begins(0);
      labels.children[1].textContent = ends(scale.size - 1);
      handles.forEach((handle, i) => {
        const bar = [low, high][i];
        handle.style.left = `${((bar + i) / scale.size) * 100}%`;
        const words = { min: 0, max: scale.size - 1, now: bar, text: i ? ends(bar) : begins(bar) };
        for (const [name, value] of Object.entries(words)) handle.setAttribute(`aria-value${name}`, value);
        handle.setAttribute("aria-label", kg.text(`by_${handle.dataset.name}`));
      });
    };

    handles.forEach((handle, i) =>
      handle.addEventListener("keydown", (event) => {
        const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageUp: 6, PageDown: -6, Home: -Infinity, End: Infinity };
        if (!(event.key in by)) return;
        event.preventDefault();
        const now = range();
        const limits = i ? [now[0], scale.size - 1] : [0, now[1]];
        now[i] = Math.max(limits[0], Math.min(limits[1], now[i] + by[event.key]));
        set(...now);
      }),
    );

    const plot = made.firstElementChild;
    const barAt = (event) => {
      const box = svg.getBoundingClientRect();
      const bar = Math.floor(((event.clientX - box.left) / box.width) * scale.size);
      return Math.max(0, Math.min(scale.size - 1, bar));
    };
    plot.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      const which = handles.indexOf(event.target);
      const now = range();
      // From a handle the other end stays; from elsewhere a new range is drawn
      const fixed = which >= 0 ? now[1 - which] : barAt(event);
      plot.setPointerCapture(event.pointerId);
      const gesture = new AbortController();
      const on = (name, act) => plot.addEventListener(name, act, { signal: gesture.signal });
      const draw = (at) => {
        chosen = [Math.min(fixed, at), Math.max(fixed, at)];
        made.draw();
      };
      const done = (found) => {
        gesture.abort();
        chosen = null;
        if (found) set(...found);
        else made.draw();
      };
      if (which < 0) draw(fixed);
      on("pointermove", (moved) => draw(barAt(moved)));
      on("pointerup", () => done(chosen));
      on("pointercancel", () => done(null));
    });
    return made;
  };
})((window.kg = window.kg || {}));
