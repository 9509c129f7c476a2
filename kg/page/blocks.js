"use strict";

// The blocks of data that the file carries, as kg/export/page_data.py wrote them. A large graph's are deflated: they are
// unpacked when something in them is asked for, and only then.
(function (kg) {
  const KEPT = 64; // runs of a table that stay unpacked: what is read once is often read again soon
  const utf8 = new TextDecoder();

  /** The value of a block, or undefined where there is no such block. */
  kg.block = function (name) {
    const element = document.getElementById(`block-${name}`);
    if (!element) return undefined;
    if (element.type !== "text/plain") return JSON.parse(element.textContent);
    return JSON.parse(utf8.decode(window.fflate.inflateSync(decoded(element.textContent))));
  };

  function decoded(base64) {
    if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64); // in browsers since 2025
    const letters = window.atob(base64);
    const bytes = new Uint8Array(letters.length);
    for (let i = 0; i < letters.length; i += 1) bytes[i] = letters.charCodeAt(i);
    return bytes;
  }

  /** A table that is written in runs: a function from the number of a run to what `made` makes of it. */
  kg.runs = function (name, made = (run) => run) {
    const kept = new Map();
    return function (number) {
      let run = kept.get(number);
      if (run === undefined) {
        run = made(kg.block(`${name}-${number}`));
        if (kept.size >= KEPT) kept.delete(kept.keys().next().value);
        kept.set(number, run);
      }
      return run;
    };
  };

  /** From the first number and the steps to the numbers themselves. */
  kg.summed = function (steps) {
    let sum = 0;
    return Int32Array.from(steps, (step) => (sum += step));
  };
})((window.kg = window.kg || {}));
