"""Other processes that take part in the work of a command, so that all cores do.

`command` says how one is begun, `tasks` is what they say to one another, `process` what runs in
one, `pool` starts, asks and ends them, `crew` gives them the articles of a command and takes the
results in order, `desks` opens the desk there.
"""
