"""Prove the rules: every file typed, every example run, every letter's fields declared."""

from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.domain.ar1 import read_requests
from pipeline.domain.case import Change
from pipeline.domain.documents import Content, Document, Recognised, plain
from pipeline.domain.errors import RulesError
from pipeline.domain.legend import read_legend
from pipeline.domain.members import Member, Opened
from pipeline.domain.passwords import candidates
from pipeline.domain.plan import heading_of
from pipeline.domain.record import judge
from pipeline.domain.report import SCHEMA
from pipeline.domain.rules import Rules
from pipeline.domain.rules.changes import ChangeExample
from pipeline.domain.words import Kind, Operation, Proposal
from pipeline.rulebook.load import FILES, FOLDERS, load, rule_files
from pipeline.stages.count import review_deadlines
from pipeline.stages.recognise import recognise
from pipeline.stages.weigh import judge_weight

_SHOWN = 50  # characters of an example shown in a message


def check(folder: Path, templates: Path) -> tuple[str, ...]:
    """List every mistake in the rules of *folder* and in the letter *templates*; nothing where all is in order."""
    mistakes = list(_unknown_files(folder)) if folder.is_dir() else []
    try:
        rules = load(folder)
    except RulesError as error:
        return (*mistakes, *str(error).split("\n"))
    for prove in PROOFS:
        mistakes.extend(prove(rules))
    mistakes.extend(_letters(rules, templates))
    return tuple(mistakes)


def _unknown_files(folder: Path) -> Iterator[str]:
    """Name the files that no part of the program reads: a rule under a wrong name is a rule that does nothing."""
    for path in rule_files(folder):
        place = path.relative_to(folder)
        known = place.as_posix() in FILES or (len(place.parts) == 2 and place.parts[0] in FOLDERS)
        if not known:
            yield f"{place.as_posix()}:1: the file: is read by nothing; the files are {', '.join(sorted(FILES))}"


def _documents(rules: Rules) -> Iterator[str]:
    for rule in rules.documents:
        if not rule.examples:
            yield f"documents/{rule.kind}.yaml: examples: are missing; a rule without an example is not proved"
        for number, example in enumerate(rule.examples, start=1):
            found = recognise(_document(example.text, example.file_name), rules)
            wanted = (example.expect, example.profession)
            if (found.kind, found.profession) != wanted:
                told = f"{found.kind}{f' ({found.profession})' if found.profession else ''}"
                yield f"documents/{rule.kind}.yaml: examples[{number}]: is recognised as {told}, not {_said(*wanted)}"


def _said(kind: Kind, profession: object) -> str:
    return f"{kind} ({profession})" if profession else str(kind)


def _document(text: str, file_name: str) -> Document:
    content = Content(tuple(plain(line) for line in text.splitlines()))
    name = file_name or "document.docx"
    return Document(Opened(Member(name, text.encode()), b"", name.rsplit(".", 1)[-1]), content)


def _forbidden(rules: Rules) -> Iterator[str]:
    for rule in rules.forbidden:
        for number, example in enumerate(rule.examples, start=1):
            verdict = judge(example.text.splitlines(), (), example.file_name, rule)
            if verdict.is_ != example.expect:
                place = f"forbidden/{rule.kind}.yaml: examples[{number}]"
                yield f"{place}: is judged {verdict.is_} (score {verdict.score:.1f}), not {example.expect}"


def _sections(rules: Rules) -> Iterator[str]:
    for number, example in enumerate(rules.sections.examples, start=1):
        found = heading_of(example.line, rules.sections)
        if found is not example.section:
            yield f"plan_sections.yaml: examples[{number}]: {example.line[:_SHOWN]!r} is told as {found}"


def _changes(rules: Rules) -> Iterator[str]:
    for number, example in enumerate(rules.changes.examples, start=1):
        weight, why = judge_weight(_example_change(example), rules.changes)
        if weight is not example.weight:
            yield f"changes.yaml: examples[{number}]: is weighed {weight} ({'; '.join(why)}), not {example.weight}"


def _example_change(example: ChangeExample) -> Change:
    both = example.before and example.after
    usual = Operation.REPLACE if both else Operation.INSERT if example.after else Operation.DELETE
    operation = example.operation or usual
    text = example.after or example.before
    return Change(1, SCHEMA, example.section, operation, "", None, example.before, example.after, text)


def _marks(rules: Rules) -> Iterator[str]:
    looks = {one.look for one in rules.marks.looks}
    sides = {one.name for one in rules.marks.sides}
    for entry in rules.marks.working_key:
        if entry.look not in looks or entry.side not in sides:
            yield f"marks.yaml: working_key: {entry.look} and {entry.side} are not among the looks and sides"
    for number, example in enumerate(rules.marks.examples, start=1):
        found = set(read_legend(example.line, rules.marks))
        if found != set(example.expect):
            yield f"marks.yaml: examples[{number}]: explains {', '.join(sorted(found)) or 'no look'}"


def _fields(rules: Rules) -> Iterator[str]:
    for number, example in enumerate(rules.fields.examples, start=1):
        text = f"Annual Review Report\nRecommendation\n{example.lines}"
        form = Recognised(_document(text, "AR1.docx"), Kind.AR1)
        found = read_requests(form, rules.fields).recommendation
        if found is not example.expect:
            yield f"ar1_fields.yaml: examples[{number}]: is read as {found}, not {example.expect}"


def _deadlines(rules: Rules) -> Iterator[str]:
    for number, one in enumerate(rules.deadlines.examples, start=1):
        today = one.meeting or one.previous_review or one.first_plan or one.date
        days = (one.meeting, one.previous_review, one.first_plan, one.draft_issued)
        sent = (one.decision_sent, one.certificate)
        counted = {date.name: date.date for date in review_deadlines(*days, None, today, rules, *sent)}
        if counted.get(one.name) != one.date:
            yield f"deadlines.yaml: examples[{number}]: {one.name} falls on {counted.get(one.name)}, not {one.date}"


def _passwords(rules: Rules) -> Iterator[str]:
    known = {pattern.name for pattern in rules.passwords.patterns}
    for number, one in enumerate(rules.passwords.examples, start=1):
        facts = {"surname": one.surname, "forenames": one.forenames, "dob": one.dob}
        made = {candidate.secret: candidate.name for candidate in candidates(rules.passwords, (), facts)}
        if one.name not in known or one.gives not in made:
            yield f"passwords.yaml: examples[{number}]: the pattern {one.name!r} does not give {one.gives!r}"


def _findings(rules: Rules) -> Iterator[str]:
    for _, requirement in rules.required:
        for code in (requirement.finding, requirement.finding_beside_ar1):
            if code and code not in rules.findings:
                yield f"documents: {requirement.name}: names the finding {code!r}, which findings.yaml does not have"
    for kind in Kind:
        if kind not in rules.kinds:
            yield f"findings.yaml: kinds.{kind}: is missing"


def _triage(rules: Rules) -> Iterator[str]:
    steps = rules.triage.rules
    if not steps or "always" not in steps[-1].when:
        yield "triage.yaml: rules: the last rule must hold always, so that every pack gets a proposal"
    for proposal, codes in rules.triage.against.items():
        for code in codes:
            if code not in rules.findings:
                yield f"triage.yaml: against.{proposal}: names the finding {code!r}, which findings.yaml does not have"
    for rule in steps:
        if rule.proposal in (Proposal.RETURN_TO_SCHOOL, Proposal.UNDETERMINED):
            yield f"triage.yaml: {rule.name}: {rule.proposal} follows from findings and is no rule's proposal"


def _letters(rules: Rules, templates: Path) -> Iterator[str]:
    from pipeline.letters.templates import check_templates

    yield from check_templates(rules, templates)


PROOFS: tuple[Callable[[Rules], Iterator[str]], ...] = (
    _documents,
    _forbidden,
    _sections,
    _changes,
    _marks,
    _fields,
    _deadlines,
    _passwords,
    _findings,
    _triage,
)
