"""Why things are one, or are kept apart, in words: by the name that a node's `joins` and `apart` give the reason."""

from __future__ import annotations

from collections.abc import Mapping

from kg.vocabulary import Label

JOINED: Mapping[str, Label] = {
    "reader": Label("人工判定为同一", "decided by hand"),
    "newspaper": Label("同一报纸", "the same newspaper"),
    "post": Label("同一职务", "the same post"),
    "event": Label("参加同一事件", "at the same event"),
    "body": Label("同一机构", "posts in the same body"),
    "city": Label("同一职务，“市”所指不明", "the same post, of a city or of one in it"),
    "page": Label("同一版面", "the same page"),
    "chain": Label("上下级机构", "a body and one that belongs to it"),
    "district": Label("同一区划先后任职", "posts in the same district, one after the other"),
    "county": Label("同一县内任职", "posts in the same county"),
    "prefecture": Label("同一地市任职", "posts of like standing in the same prefecture"),
    "title": Label("职务相同，所属未写明", "the same post, of a place left open"),
    "bare": Label("同一版面，未写职务", "the same page, no post given"),
    "company": Label("未写职务，与该区划其他领导同列", "no post given, named with others who lead the district"),
    "around": Label("未写职务，文中所涉区划相同", "no post given, an article on the same district"),
    "short": Label("简称与全称", "a short and a full form"),
    "firm": Label("企业名称的省略", "a firm's name with and without what may be left out"),
    "renamed": Label("区划更名", "the division was renamed"),
    "marks": Label("仅标点或地名有别", "differ in marks or the place in front"),
}
APART: Mapping[str, Label] = {
    "reader": Label("人工判定为不同", "decided by hand"),
    "posts": Label("同时任职，不可兼得", "posts at one time that no one has both"),
    "standing": Label("同时任职，级别悬殊", "posts at one time, far apart in standing"),
    "either": Label("与不止一人相符", "may be either of two"),
    "district": Label("同一区划，先后不相接", "the same district, but no career that goes on"),
    "county": Label("仅同县", "no more than the same county"),
    "prefecture": Label("仅同一地市", "no more than the same prefecture or province"),
    "title": Label("仅职务名称相同", "no more than the same title"),
    "around": Label("仅文中所涉区划相同", "no more than an article on the same district"),
}
NOTHING = Label("无所关联", "nothing ties them")
SAME_KEY = Label("名称与所在地相同", "the same name, of the same place")
