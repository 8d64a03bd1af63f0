"""Who was invited to the review and who came, what was agreed, and who signed, as the form lists it."""

import re
from collections.abc import Iterator, Mapping

from pipeline.domain.case import Action, Attendee, Signature
from pipeline.domain.dates import find_dates, only_date
from pipeline.domain.documents import Recognised
from pipeline.domain.grids import Grid, Line, layout
from pipeline.domain.labels import bare, bare_set, clean
from pipeline.domain.rules.fields import FieldRules

_LONGEST_PERSON = 12  # words of one entry of a list of those present
_ENTRY = re.compile(r"\s*(?P<name>[^()]+?)\s*(?:\((?P<role>[^()]*)\)|[-\N{EN DASH},:]\s+(?P<after>.+))?\s*\Z")
_BY = re.compile(r"\A(?P<whom>[A-Z][^.;:]{1,40}?) (?:to|will) (?P<what>.+?)(?: by (?P<when>[^.]+))?\.?\Z")
_ANSWERS = ("invited", "attended", "received")
_Columns = Mapping[str, int]


def attendees(document: Recognised, rules: FieldRules) -> tuple[Attendee, ...]:
    """Give every person of the form's list: from its table, else from the lines under "Those present"."""
    parts = tuple(layout(document.document.content.paragraphs))
    found = [one for part in parts for one in (_listed(part, rules) if isinstance(part, Grid) else _flat(part, rules))]
    return tuple(dict.fromkeys(found)) or tuple(dict.fromkeys(_in_lines(parts, rules)))


def key_actions(document: Recognised, lines: str, rules: FieldRules) -> tuple[Action, ...]:
    """Give the actions of the form's tables of actions, else one for each of *lines* under that heading."""
    parts = layout(document.document.content.paragraphs)
    found = [one for part in parts if isinstance(part, Grid) for one in _actions(part, rules)]
    return tuple(found) or tuple(_in_sentences(lines, rules))


def signatures(document: Recognised, rules: FieldRules) -> tuple[Signature, ...]:
    """Give every place to sign with what is written there."""
    found: list[Signature] = []
    for part in layout(document.document.content.paragraphs):
        rows = (
            [" | ".join(row[at] for at in sorted(row)) for row in part.rows]
            if isinstance(part, Grid)
            else [line.text for line in part]
        )
        found.extend(one for row in rows if (one := _signature(row, rules)))
    return tuple(found)


# --- people ---------------------------------------------------------------------------------------------------


def _listed(grid: Grid, rules: FieldRules) -> Iterator[Attendee]:
    at, columns = _head_row(grid, _people_heads(rules))
    if not columns.keys() & {"invited", "attended", "received"} or len(columns) < 2:
        return
    answers = {columns[name] for name in ("invited", "attended", "received") if name in columns}
    for row in grid.rows[at + 1 :]:
        who = [cell for cell in sorted(row) if cell not in answers and clean(row[cell], rules)]
        role = columns.get("role")
        name = columns.get("name", next((cell for cell in who if cell != role), -1))
        if not who:
            continue
        yield Attendee(
            clean(row.get(name, ""), rules),
            clean(row.get(role, ""), rules) if role is not None else "",
            *(_said(row, columns.get(column), rules) for column in ("invited", "attended", "received")),
        )


def _people_heads(rules: FieldRules) -> Mapping[str, tuple[str, ...]]:
    return {
        "name": rules.person_heads,
        "role": rules.role_heads,
        "invited": rules.invited_heads,
        "attended": rules.attended_heads,
        "received": rules.received_labels,
    }


def _flat(lines: tuple[Line, ...], rules: FieldRules) -> Iterator[Attendee]:
    """Read a table whose columns were lost, as in a PDF: a line of heads, then a line for each person."""
    columns: tuple[str, ...] = ()
    for line in lines:
        heads = _headed(line.text, _people_heads(rules))
        if heads and set(heads) & set(_ANSWERS):
            columns = tuple(head for head in heads if head in _ANSWERS)
            continue
        who, said = _ending(line.text, len(columns), rules)
        if not said:
            columns = ()
            continue
        name, role = _name_and_role(who, rules)
        answers = {column: _said({0: word}, 0, rules) for column, word in zip(columns, said, strict=True)}
        yield Attendee(name, role, *(answers.get(column) for column in _ANSWERS))


def _ending(text: str, count: int, rules: FieldRules) -> tuple[str, list[str]]:
    """Take *count* answers from the end of *text*; nothing where there are fewer."""
    known = (*rules.yes, *rules.no, *rules.came, *rules.stayed_away, *rules.ticks)
    answers = "|".join(re.escape(word) for word in sorted(known, key=len, reverse=True))
    rest = text.strip()
    said: list[str] = []
    for _ in range(count):
        hit = re.search(rf"\s({answers})\Z", rest, re.IGNORECASE)
        if not hit:
            return text, []
        said.insert(0, hit[1])
        rest = rest[: hit.start()]
    return rest, said


def _headed(text: str, heads: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Take *text* apart into heads of columns; nothing where a word is left over."""
    known = {bare(label): name for name, labels in heads.items() for label in labels}
    words = bare(text).split()
    found: list[str] = []
    while words:
        size = next((size for size in range(len(words), 0, -1) if " ".join(words[:size]) in known), 0)
        if not size:
            return ()
        found.append(known[" ".join(words[:size])])
        words = words[size:]
    return tuple(found) if len(found) > 1 else ()


def _name_and_role(text: str, rules: FieldRules) -> tuple[str, str]:
    """Part "A. Amberly Mother" where a role begins."""
    roles = "|".join(re.escape(word) for word in sorted(rules.role_words, key=len, reverse=True))
    hit = re.search(rf"\s(?:{roles})\b.*", text, re.IGNORECASE)
    return (text[: hit.start()].strip(" -,"), hit[0].strip()) if hit else (text.strip(), "")


def _head_row(grid: Grid, heads: Mapping[str, tuple[str, ...]]) -> tuple[int, _Columns]:
    """Find the row with the most column heads, and which column has which."""
    best: tuple[int, dict[str, int]] = (0, {})
    for at, row in enumerate(grid.rows[:3]):
        found: dict[str, int] = {}
        for cell, text in sorted(row.items()):
            name = next((name for name, labels in heads.items() if bare(text) in bare_set(labels)), None)
            if name:
                found.setdefault(name, cell)
        if len(found) > len(best[1]):
            best = at, found
    return best


def _said(row: Mapping[int, str], cell: int | None, rules: FieldRules) -> bool | None:
    """Read a yes or a no: the word first, or a lone tick; "Yes / No" and an empty cell say neither."""
    if cell is None:
        return None
    text = row.get(cell, "").strip()
    words = bare(text).split()
    if {"yes", "no"} <= set(words):
        return None
    if (words[:1] and words[0] in bare_set(rules.yes)) or text in rules.ticks or bare(text) in bare_set(rules.came):
        return True
    if (words[:1] and words[0] in bare_set(rules.no)) or bare(text) in bare_set(rules.stayed_away):
        return False
    return None


def _in_lines(parts: tuple[Grid | tuple[Line, ...], ...], rules: FieldRules) -> Iterator[Attendee]:
    """Read lists such as "Ann Example (parent), Bob Sample (SENCO)" under their heading."""
    came: bool | None = None
    ends = {bare(heading) for rule in rules.headings for heading in rule.headings}
    present, away = bare_set(rules.present_headings), bare_set(rules.apologies_headings)
    for part in parts:
        lines = part if not isinstance(part, Grid) else _as_lines(part)
        for line in lines:
            head, colon, rest = line.text.partition(":")
            said = bare(head) if colon and bare(head) in (present | away) else bare(line.text)
            if said in present or said in away:
                came = said in present
                rest = rest if colon else ""
            elif line.heading or said in ends:
                came = None
                continue
            else:
                rest = line.text
            if came is not None and rest.strip():
                yield from _people(rest, came, rules)


def _as_lines(grid: Grid) -> tuple[Line, ...]:
    rows = (" - ".join(row[at].strip() for at in sorted(row) if row[at].strip()) for row in grid.rows)
    return tuple(Line(text) for text in rows if text)


def _people(text: str, came: bool, rules: FieldRules) -> Iterator[Attendee]:
    for entry in re.split(r"[,;\n](?![^()]*\))", text):
        hit = _ENTRY.match(entry.strip(" .\N{BULLET}"))
        if not hit or not clean(hit["name"], rules) or len(entry.split()) > _LONGEST_PERSON:
            continue
        yield Attendee(clean(hit["name"], rules), clean(hit["role"] or hit["after"] or "", rules), None, came)


# --- actions --------------------------------------------------------------------------------------------------


def _actions(grid: Grid, rules: FieldRules) -> Iterator[Action]:
    heads = {"action": rules.action_heads, "whom": rules.by_whom_heads, "when": rules.by_when_heads}
    at, columns = _head_row(grid, heads)
    if "action" not in columns or len(columns) < 2:
        return
    for row in grid.rows[at + 1 :]:
        said = {name: clean(row.get(cell, ""), rules) for name, cell in columns.items()}
        if said["action"]:
            yield _made(said["action"], said.get("whom", ""), said.get("when", ""))


def _action(line: str, rules: FieldRules) -> Action:
    """Read "SENCO to send the papers by Friday" as an action, who does it and when."""
    text = " ".join(line.split())
    hit = _BY.match(text)
    return _made(hit["what"], hit["whom"], hit["when"] or "") if hit else _made(clean(text, rules) or text, "", "")


def _made(action: str, whom: str, when: str) -> Action:
    return Action(action, whom, when, only_date(when))


def _in_sentences(lines: str, rules: FieldRules) -> Iterator[Action]:
    heads = {"action": rules.action_heads, "whom": rules.by_whom_heads, "when": rules.by_when_heads}
    flat = False
    for line in lines.split("\n"):
        if not line.strip():
            continue
        if _headed(line, heads):
            flat = True
            continue
        yield (_flat_action(line, rules) if flat else None) or _action(line, rules)


def _flat_action(line: str, rules: FieldRules) -> Action | None:
    """Read "Send the papers SENCO 20/03/2026": the date last, and before it who does it."""
    dates = find_dates(line)
    before, when = (line[: dates[-1][1]], line[dates[-1][1] : dates[-1][2]]) if dates else (line, "")
    roles = "|".join(re.escape(word) for word in sorted(rules.role_words, key=len, reverse=True))
    whom = re.search(rf"\s((?:{roles})(?:\s*(?:/|,|and|&)\s*(?:{roles}))*)\s*\Z", before, re.IGNORECASE)
    return _made(before[: whom.start()].strip(), whom[1], when) if whom else None


# --- signatures -----------------------------------------------------------------------------------------------


def _signature(row: str, rules: FieldRules) -> Signature | None:
    """Read a row such as "Signed: A. Head   Date: 4 March 2026"; a sentence that speaks of signing is none."""
    for label in sorted(rules.signature_labels, key=len, reverse=True):
        hit = re.match(rf"\s*{re.escape(label)}\b\s*(?:\([^)]*\))?\s*(?P<mark>[:|]|_|\.{{3}}|\Z)", row, re.IGNORECASE)
        if not hit:
            continue
        rest = row[hit.start("mark") :]
        dates = find_dates(rest)
        before = re.split(r"\bdated?\b", rest, maxsplit=1, flags=re.IGNORECASE)[0]
        name = clean(re.sub(r"[:|.\u2026]{2,}|[|:]", " ", before), rules)
        return Signature(label, name, dates[0][0] if dates else None)
    return None
