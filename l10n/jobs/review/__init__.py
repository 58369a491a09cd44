"""Review: people look at entries one by one, change them, and sign what they stand by.

`session` is what is shown and where one is, `keys` what a key means; both are pure. `reading` makes
entries of files, and `review` does what a person decides.
"""
