"""What is wrong with the machine, not with a pack."""


class PipelineError(Exception):
    """Says what is wrong and what to do next; carries the exit code and is caught only by the command line."""

    exit_code = 1


class UsageError(PipelineError):
    """The command was given something it cannot use."""

    exit_code = 2


class RulesError(PipelineError):
    """A rule file is wrong: every mistake with its file, line and key."""

    exit_code = 1
