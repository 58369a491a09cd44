"""The jobs: the steps composed with the files of a workspace, one module for each command."""
