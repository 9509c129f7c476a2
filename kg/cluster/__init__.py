"""A build on a cluster: the steps of a build on this machine, carried out by Apache Spark (`kg.engine.spark`).

`session` finds the cluster, `pages` reads the texts there, `tables` writes nodes and edges as Parquet and `triples` RDF
as N-Triples, and `build` is all of it in order.
"""
