"""All that touches the disk: the workspace, its files, records, index and journal."""
