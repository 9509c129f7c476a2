"use strict";

// Every text of the interface, in both languages, and how a relation reads from either end. Names of types, relations and
// attributes come with the data, from the vocabulary; what is missing here falls back on them.
(function (kg) {
  kg.strings = {
    untitled: ["地方政务新闻知识图谱", "Local-government news, as a knowledge graph"],
    language: ["English", "中文"],
    languageLabel: ["Switch to English", "切换到中文"],
    toDark: ["切换到深色", "Switch to dark"],
    toLight: ["切换到浅色", "Switch to light"],
    skip: ["跳到搜索", "Skip to search"],
    searchLabel: ["按名称、别名、拼音或首字母搜索", "Search by name, alias, pinyin or initials"],
    searchHint: ["搜索人名、机构、项目……", "Search people, bodies, projects…"],
    hits: ["搜索结果", "Search results"],
    noHits: ["没有找到", "Nothing found"],
    mostTied: ["联系最多", "Most connected"],
    alias: ["别名", "alias"],
    canvas: [
      "关系图。方向键移动，加号减号缩放，0 看全图；选择节点请用搜索",
      "Graph. Arrow keys move, plus and minus zoom, 0 shows all; choose a node with the search",
    ],
    zoom: ["缩放", "Zoom"],
    zoomIn: ["放大", "Zoom in"],
    zoomOut: ["缩小", "Zoom out"],
    zoomAll: ["看全图", "Show all"],
    legend: ["图例", "Legend"],
    legendTypes: ["类型", "Types"],
    legendRelations: ["关系", "Relations"],
    counts: [(n, f) => `${n} 个节点 · ${f} 条事实`, (n, f) => `${n} nodes · ${f} facts`],
    hint: [
      "点节点或连线，看它说了什么、原文在哪一句。",
      "Click a node or a line to read what is known and the sentence that says so.",
    ],
    all: ["全选", "All"],
    none: ["全不选", "None"],
    listOf: [(type) => `列出全部${type}`, (type) => `List every ${type}`],
    hideIsolated: ["隐藏没有连线的节点", "Hide nodes without a line"],
    mentionsHint: ["默认不画，以免杂乱", "not drawn at first: too many"],
    panel: ["详情", "Details"],
    close: ["关闭", "Close"],
    back: ["返回", "Back"],
    locate: ["在图中定位", "Show on the graph"],
    aliases: ["又作", "Also written"],
    noFacts: ["图中没有关于它的其他事实。", "The graph holds no other fact about it."],
    sources: ["出现之处", "Where it is named"],
    evidence: [(n) => (n > 1 ? `原文 ${n} 处` : "原文"), (n) => (n > 1 ? `Sources (${n})` : "Source")],
    inferred: ["推断", "inferred"],
    inferredWhy: ["原文没有写明，由区划表等资料推得。", "Not stated in the texts: concluded from reference tables."],
    characters: ["字符", "characters"],
    more: [(n) => `再显示 ${n} 条`, (n) => `Show ${n} more`],
    between: ["两者之间", "Between the two"],
    asOf: [(dates) => `见于 ${dates}`, (dates) => `seen ${dates}`],
    former: ["曾任", "former"],
    dated: [(date) => `${date}`, (date) => `${date}`],
    since: [(date) => `${date} 起`, (date) => `from ${date}`],
    over: [(date) => `${date} 前已离任`, (date) => `over by ${date}`],
    span: [(first, last, n) => `${first} 至 ${last}（${n} 次）`, (first, last, n) => `${first} to ${last} (${n} times)`],
    until: [(date) => `${date} 止`, (date) => `until ${date}`],
    facts: [(n) => `${n} 条事实`, (n) => (n === 1 ? "1 fact" : `${n} facts`)],
    empty: ["图中还没有任何节点：所给的文本里没有找到可以收录的内容。", "The graph is empty: nothing to record was found in the texts."],
    closed: ["已关闭", "closed"],
    views: ["视图", "View"],
    viewGraph: ["关系图", "Graph"],
    viewTimeline: ["时间线", "Timeline"],
    viewTable: ["表格", "Table"],
    shown: [(n, f) => `显示 ${n} 个节点，${f} 条事实`, (n, f) => `${n} nodes and ${f} facts shown`],
    // What narrows
    narrow: ["筛选", "Filters"],
    any: ["不限", "any"],
    by_district: ["区划", "District"],
    by_document: ["文件", "Document"],
    by_from: ["从", "From"],
    by_until: ["到", "To"],
    by_at: ["截至", "As of"],
    atHint: ["某日在任者，及当时已知的事", "Posts held that day, and what was known by then"],
    datePattern: ["2022-08-09", "2022-08-09"],
    noDate: ["请写成 2022、2022-08 或 2022-08-09", "Write 2022, 2022-08 or 2022-08-09"],
    by_dated: ["只看有日期的", "Only what has a date"],
    by_linked: ["隐藏没有连线的节点", "Hide nodes without a line"],
    aroundOf: [(name, n) => `${name}周围 ${n} 步`, (name, n) => `${n === 1 ? "1 step" : `${n} steps`} around ${name}`],
    period: [
      (from, until) => (from && until ? `${from} 至 ${until}` : from ? `${from} 起` : `${until} 止`),
      (from, until) => (from && until ? `${from} to ${until}` : from ? `from ${from}` : `until ${until}`),
    ],
    asOfDate: [(date) => `截至 ${date}`, (date) => `as of ${date}`],
    hiddenNodes: [(n) => `已隐藏 ${n} 个节点`, (n) => (n === 1 ? "1 node hidden" : `${n} nodes hidden`)],
    pinnedNodes: [
      (names) => `固定：${names.slice(0, 3).join("、")}${names.length > 3 ? `等 ${names.length} 个` : ""}`,
      (names) => `Pinned: ${names.slice(0, 3).join(", ")}${names.length > 3 ? ` and ${names.length - 3} more` : ""}`,
    ],
    takeBack: ["取消", "take back"],
    takeBackAll: ["全部取消", "Take all back"],
    // The panel
    tools: ["操作", "Actions"],
    surroundings: ["周围", "Around"],
    stepsFrom: [(n) => `只看周围 ${n} 步`, (n) => (n === 1 ? "Only 1 step around" : `Only ${n} steps around`)],
    pin: ["固定", "Pin"],
    pinHint: ["不管怎样筛选都显示", "Shown whatever the filters say"],
    hide: ["隐藏", "Hide"],
    hideHint: ["从图中拿掉这个节点", "Take this node off the graph"],
    connectTo: ["与谁的最短连接", "Shortest connection with"],
    connection: ["最短连接", "Shortest connection"],
    noConnection: ["两者之间没有任何连接。", "Nothing connects the two."],
    stepsLong: [(n) => `${n} 步`, (n) => (n === 1 ? "1 step" : `${n} steps`)],
    throughAll: ["所显示的部分不相连；这是经过未显示部分的连接。", "Nothing that is shown connects them: this goes through what is not shown."],
    chapters: ["章节", "Chapters"],
    chapter_posts: ["任职", "Posts"],
    chapter_events: ["事件", "Events"],
    chapter_works: ["项目、行动与产业", "Projects, campaigns, industries"],
    chapter_figures: ["目标与成果", "Targets and results"],
    chapter_partners: ["合作", "Cooperation"],
    chapter_places: ["归属与地点", "Places and bodies"],
    chapter_articles: ["报道", "Articles"],
    chapter_others: ["其他", "Others"],
    ofBody: ["经", "by"],
    notHeld: [(date) => `${date} 不在任`, (date) => `not held ${date}`],
    heldSeen: ["当时在任", "seen in post then"],
    heldBetween: [(from, to) => `${from} 至 ${to} 在任`, (from, to) => `held from ${from} to ${to}`],
    heldSince: [(from) => `${from} 起在任，未见离任`, (from) => `held from ${from} on, no end reported`],
    why: ["为什么是同一个", "Why this is one"],
    madeOf: ["来自这些报道", "Made of"],
    joinedBy: ["合并依据", "Joined by"],
    keptApart: ["未合并的同名者", "Namesakes kept apart"],
    noTie: ["无所关联", "nothing ties them"],
    // Timeline and table
    events: [(n) => `${n} 个事件`, (n) => (n === 1 ? "1 event" : `${n} events`)],
    undated: ["日期不明", "No date"],
    noEvents: ["所显示的部分没有事件。", "What is shown has no events."],
    organizer: ["主办", "Organized by"],
    place: ["地点", "Place"],
    takesPost: ["任职", "Takes post"],
    leavesPost: ["离任", "Leaves post"],
    table_facts: ["事实", "Facts"],
    table_nodes: ["节点", "Nodes"],
    column_source: ["主体", "Source"],
    column_relation: ["关系", "Relation"],
    column_target: ["对象", "Target"],
    column_detail: ["职务或身份", "Post or role"],
    column_date: ["日期", "Date"],
    column_documents: ["文件", "Documents"],
    column_sentence: ["原文", "Words"],
    column_name: ["名称", "Name"],
    column_type: ["类型", "Type"],
    column_aliases: ["别名", "Also written"],
    column_about: ["说明", "About"],
    column_degree: ["事实数", "Facts"],
    andMore: [(first, n) => `${first} 等 ${n + 1} 个`, (first, n) => `${first} and ${n} more`],
    copy: ["复制为 CSV", "Copy as CSV"],
    copied: ["已复制", "Copied"],
    notCopied: ["浏览器不允许复制", "The browser does not allow copying"],
    save: ["保存", "Save"],
    saved: [(file) => `已保存 ${file}`, (file) => `${file} saved`],
    saveEntities: ["所显示的节点（CSV）", "Shown nodes (CSV)"],
    saveRelations: ["所显示的事实（CSV）", "Shown facts (CSV)"],
    savePng: ["图片（PNG）", "Picture (PNG)"],
    saveSvg: ["矢量图（SVG）", "Drawing (SVG)"],
    saveTurtle: ["所显示的部分（Turtle）", "What is shown (Turtle)"],
    unknown: ["图中没有这个节点", "No such node in this graph"],
    colon: ["：", ": "],
    comma: ["、", ", "],
  };

  // Closed values of attributes and qualifiers; a value that is not here is shown as it is
  kg.values = {
    province: ["省级", "province"], prefecture: ["地级", "prefecture"], county: ["县级", "county"],
    township: ["乡级", "township"], zone: ["功能区", "functional zone"],
    meeting: ["会议", "meeting"], visit: ["考察", "visit"], signing: ["签约", "signing"], unveiling: ["揭牌", "unveiling"],
    inspection: ["检查", "inspection"], groundbreaking: ["开工", "groundbreaking"], appointment: ["任免", "appointment"],
    activity: ["活动", "activity"],
    attendee: ["出席", "attendee"], observer: ["列席", "observer"], host: ["主持", "host"], leader: ["带队", "leader"],
    companion: ["陪同", "companion"], speaker: ["讲话", "speaker"], signatory: ["签署", "signatory"],
    eq: ["等于", "equal to"], ge: ["不低于", "at least"], gt: ["高于", "more than"], le: ["不高于", "at most"],
    lt: ["低于", "less than"], range: ["介于", "between"],
    记者: ["记者", "reporter"], 通讯员: ["通讯员", "correspondent"], 编辑: ["编辑", "editor"], 组版: ["组版", "layout"],
    校对: ["校对", "proofreader"], 摄影: ["摄影", "photographer"],
  };

  // The heading over the facts of one relation, seen from its source (out) and from its target (in)
  kg.headings = {
    part_of: { out: ["隶属于", "Part of"], in: ["下辖", "Contains"] },
    belongs_to: { out: ["属于", "Belongs to"], in: ["下属机构", "Its bodies"] },
    holds_post: { out: ["任职", "Posts held"], in: ["任职的人", "Post holders"] },
    works_for: { out: ["供职于", "Works for"], in: ["工作人员", "People there"] },
    attended: { out: ["参加", "Attended"], in: ["参加者", "Participants"] },
    organized_by: { out: ["主办方", "Organized by"], in: ["主办的事件", "Events organized"] },
    held_in: { out: ["举行地", "Held in"], in: ["在此举行", "Events held here"] },
    cooperates_with: { out: ["合作方", "Cooperates with"], in: ["合作方", "Cooperates with"] },
    located_in: { out: ["位于", "Located in"], in: ["位于此地", "Located here"] },
    undertakes: { out: ["承建", "Undertakes"], in: ["承建方", "Undertaken by"] },
    runs: { out: ["开展", "Runs"], in: ["开展者", "Run by"] },
    includes: { out: ["包含", "Includes"], in: ["包含于", "Included in"] },
    develops: { out: ["发展的产业", "Develops"], in: ["发展此产业的区划", "Developed by"] },
    targets: { out: ["目标", "Targets"], in: ["定此目标者", "Aimed at by"] },
    reports: { out: ["已实现", "Reports"], in: ["实现者", "Reported by"] },
    wrote: { out: ["采写", "Worked on"], in: ["采编人员", "Written and edited by"] },
    mentions: { out: ["提及", "Mentions"], in: ["提及它的报道", "Mentioned in"] },
  };

  const saved = kg.recall?.("language");
  kg.language = saved === "en" ? "en" : "zh";
  const side = () => (kg.language === "zh" ? 0 : 1);

  /** The interface's text of that name, filled in where it takes values. */
  kg.text = function (name, ...values) {
    const found = kg.strings[name][side()];
    return typeof found === "function" ? found(...values) : found;
  };

  /** A label of the vocabulary, {zh, en}, in the language of the interface. */
  kg.label = (label) => label[kg.language];

  /** A closed value in the language of the interface, any other as it is. */
  kg.value = (value) => (Object.hasOwn(kg.values, value) ? kg.values[value][side()] : String(value));

  /** The heading over a relation's facts, from the source ("out") or the target ("in"). */
  kg.heading = function (relation, direction) {
    if (Object.hasOwn(kg.headings, relation)) return kg.headings[relation][direction][side()];
    const label = kg.label(kg.data.relations[relation].label);
    return direction === "out" ? label : `← ${label}`;
  };
})((window.kg = window.kg || {}));
