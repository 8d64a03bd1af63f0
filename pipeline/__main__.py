"""Run `python -m pipeline` as `annual-review`."""

from pipeline.cli import main

main()
