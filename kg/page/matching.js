"use strict";

// Names found by what one types: Chinese characters, pinyin in full or by its initials, or a mix of both (tbhxq, taibaihu,
// 太白hxq). All names stand in one long text, so that an answer out of a hundred thousand is one pass over it.
(function (kg) {
  // Quotation marks, dots and blanks are left out of names and of what is typed
  const LEFT_OUT = /[\s“”‘’"'《》·]+/gu;
  const plain = (words) => words.normalize("NFKC").toLowerCase().replaceAll("ü", "v").replace(LEFT_OUT, "");
  const END = "\n"; // after each name; blanks are in none

  // How well a name answers, the less the better: the whole of it, its beginning, or something in it; then read as one would
  // type it (all in full or all by initials, each character in its usual reading) or otherwise; then whether it is not the
  // first of the thing's names
  const [EXACT, START, INSIDE] = [0, 4, 8];
  const [UNUSUAL, OTHER_NAME] = [2, 1];
  const TIERS = 12;
  const NONE = 255;

  const bit = (letter) => 1 << (letter.codePointAt(0) - 97);
  let syllables = null; // character -> how it is read: [[syllable, how many letters of it one may type]]
  const first = new Uint32Array(0x10000); // by UTF-16 unit the letters that its reading may begin with, a bit each
  const second = new Uint32Array(0x10000); // and those that may follow

  function learn() {
    if (syllables) return;
    syllables = new Map();
    const read = Object.entries(kg.block("readings"));
    // The usual reading of each first
    for (const [syllable, characters] of [0, 1].flatMap((rank) => read.map(([syllable, ranks]) => [syllable, ranks[rank]]))) {
      for (const character of characters) {
        if (!syllables.has(character)) syllables.set(character, []);
        // In full, by its initial, or by the letter that it begins with
        syllables.get(character).push([syllable, [syllable.length, ...(/^[zcs]h/.test(syllable) ? [2] : []), 1]]);
        if (character.length > 1) continue;
        first[character.charCodeAt(0)] |= bit(syllable[0]);
        if (syllable.length > 1) second[character.charCodeAt(0)] |= bit(syllable[1]);
      }
    }
    for (let code = 97; code < 123; code += 1) first[code] |= 1 << (code - 97);
  }

  const [IN_FULL, BY_INITIALS, ANYHOW] = [0, 1, 2];

  /** Whether the text from `at` on reads as the letters from `done` on, and where it ends: each character in full or by its
   * initial, the last one by any beginning. -1 where it does not. */
  function reads(text, at, letters, done, how) {
    if (done === letters.length) return at;
    const character = text[at];
    if (character === letters[done]) return reads(text, at + 1, letters, done + 1, how);
    const known = syllables.get(character);
    if (!known) return -1;
    for (let i = 0; i < (how === ANYHOW ? known.length : 1); i += 1) {
      const [syllable, lengths] = known[i];
      if (syllable[0] !== letters[done]) continue;
      const rest = letters.length - done;
      if (how !== BY_INITIALS && rest < syllable.length && syllable.startsWith(letters.slice(done))) return at + 1;
      for (const length of lengths) {
        if (how === IN_FULL ? length < syllable.length : how === BY_INITIALS && length === syllable.length && length > 1) continue;
        if (!letters.startsWith(syllable.slice(0, length), done)) continue;
        const end = reads(text, at + 1, letters, done + length, how);
        if (end >= 0) return end;
      }
    }
    return -1;
  }

  /** Something to search: `items` in the order in which equally good answers are wanted, `namesOf` all names of one, the
   * best known first. Gives a function (query, most) -> [{item, name}]: `name` is the number of the name that answered. */
  kg.matcher = function (items, namesOf) {
    learn();
    const owners = [];
    const numbers = [];
    const starts = [];
    const pieces = [];
    let length = 0;
    items.forEach((item, owner) => {
      namesOf(item).forEach((name, number) => {
        const words = plain(name);
        if (!words) return;
        owners.push(owner);
        numbers.push(number);
        starts.push(length);
        pieces.push(words);
        length += words.length + 1;
      });
    });
    const text = pieces.join(END) + END;
    starts.push(text.length);
    const codes = new Uint16Array(text.length);
    for (let at = 0; at < text.length; at += 1) codes[at] = text.charCodeAt(at);
    const best = new Uint8Array(items.length);
    const by = new Uint16Array(items.length);

    /** The name that a place of the text lies in, from `from` on. */
    function nameAt(place, from) {
      let [low, high] = [from, starts.length - 1];
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (starts[middle] <= place) low = middle;
        else high = middle;
      }
      return low;
    }

    function note(name, begin, end, unusual = false) {
      const whole = begin === starts[name];
      const tier = whole && end === starts[name + 1] - 1 ? EXACT : whole ? START : INSIDE;
      const found = tier + (unusual ? UNUSUAL : 0) + (numbers[name] ? OTHER_NAME : 0);
      if (found >= best[owners[name]]) return;
      best[owners[name]] = found;
      by[owners[name]] = numbers[name];
    }

    function byCharacters(words) {
      let name = 0;
      for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, starts[name + 1])) {
        name = nameAt(at, name);
        note(name, at, at + words.length);
      }
    }

    function byLetters(letters) {
      const isLetter = (at) => at < letters.length && letters[at] >= "a" && letters[at] <= "z";
      const wanted = isLetter(0) ? bit(letters[0]) : 0;
      const next = isLetter(1) ? bit(letters[1]) : 0;
      for (let name = 0; name < owners.length; name += 1) {
        const end = starts[name + 1] - 1;
        for (let at = starts[name]; at < end; at += 1) {
          const code = codes[at];
          if (wanted ? !(first[code] & wanted) : text[at] !== letters[0]) continue;
          // The second letter goes on with this character or begins the next: that tells most of them apart
          if (wanted && next && !((second[code] | first[codes[at + 1]]) & next)) continue;
          const stop = reads(text, at, letters, 0, ANYHOW);
          if (stop < 0) continue;
          const usual = Math.max(reads(text, at, letters, 0, IN_FULL), reads(text, at, letters, 0, BY_INITIALS));
          note(name, at, usual < 0 ? stop : usual, usual < 0);
          break;
        }
      }
    }

    return function (query, most) {
      const words = plain(query);
      if (!words) return [];
      best.fill(NONE);
      byCharacters(words);
      if (/[a-z]/.test(words)) byLetters(words);
      const tiers = Array.from({ length: TIERS }, () => []);
      for (let owner = 0; owner < best.length; owner += 1) {
        if (best[owner] !== NONE && tiers[best[owner]].length < most) tiers[best[owner]].push(owner);
      }
      return tiers
        .flat()
        .slice(0, most)
        .map((owner) => ({ item: items[owner], name: by[owner] }));
    };
  };
})((window.kg = window.kg || {}));
