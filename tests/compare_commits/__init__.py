"""What two commits make of the same workspaces: `python -m tests.compare_commits BEFORE AFTER`.

Both run `sync`, `publish` and their like over real texts, step by step. Whatever they write is
compared byte by byte, so that a change which should change nothing can be shown to do so, and
every difference that another one makes is seen.
"""
