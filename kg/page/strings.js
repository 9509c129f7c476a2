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
    searchLabel: ["按名称或别名搜索", "Search by name or alias"],
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
