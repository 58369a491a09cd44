"""An engine around an engine: a cluster of Dask drafts what one machine would take weeks for.

Slices of requests go to workers, each of which makes the engine that a workflow names, once, and
keeps its models loaded. Texts travel, not files: nothing is read or written but here. Where the
cluster is stands in a file of the person's own (`file`), how it is reached is in `connection`,
`engine` hands out slices, `worker` is what runs elsewhere, and `wire` is what travels.
"""
