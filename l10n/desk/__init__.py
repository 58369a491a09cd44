"""What every command begins with: a workspace with its workflows, and readings of its articles."""
