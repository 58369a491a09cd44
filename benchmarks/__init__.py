"""What `make bench` measures: the tool beside its peers, in one run."""
