"""The verbs of the pipeline: one pure function a file, no input or output, no clock."""
