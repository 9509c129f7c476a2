"""A made-up collection of newspaper pages whose truth is known.

    places ─► lives ─► articles ─► pages ─► kg ─► graph
                           │                        │
                           └──► truth ──► measure ◄─┘

`places` takes prefectures with some of their counties from the table of divisions, `lives` fills their offices with
invented people for eight years, `articles` and `pages` report some of it in the wording of `wording.yaml` and
`names.yaml`, which know nothing of kg's rules. What each page says is noted as it is written: which words name which
thing, and who held, took up or left which post on what day. `tenures` derives from that who held what on a day and
which reports contradict each other; `measure` compares a graph with it.
"""
