"""Open a pack: unpack, unlock, read, recognise and withhold, until nothing new comes to light.

A document that opens may carry others (a mail its attachments) or the facts that open others (the child's name and
date of birth), so the steps go round until a round brings nothing new.
"""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial, reduce
from typing import Any

from pipeline.converting import Convert, convert_older, convert_unreadable
from pipeline.domain.case import Child, Known, Raised
from pipeline.domain.dates import read_date
from pipeline.domain.documents import Document, Recognised, papers_of
from pipeline.domain.given import read_given
from pipeline.domain.members import Kept, Member, Pack, Protection, SetAside
from pipeline.domain.onfile import PlanOnFile, plans_of
from pipeline.domain.passwords import Candidate, candidates
from pipeline.domain.rules import Rules
from pipeline.domain.words import Disposition
from pipeline.plans import FindPlans
from pipeline.scanning import read_scans
from pipeline.stages.divide import divide, page_range
from pipeline.stages.duplicates import set_duplicates_apart
from pipeline.stages.identify import identify
from pipeline.stages.read import read
from pipeline.stages.recognise import recognise
from pipeline.stages.sift import sift
from pipeline.stages.unlock import unlock
from pipeline.stages.unpack import Unpacked, left_behind, unpack
from pipeline.stages.withhold import withhold

Run = Callable[[Callable[[Any], Any], Iterable[Any]], list[Any]]
ROUNDS = 8  # mail in mail in mail: deeper than any school sends, and an end for a file that contains itself


@dataclass(frozen=True)
class OpenedPack:
    """Where every file of a pack stands; `copies` maps a further copy's path to the first one's."""

    accepted: tuple[Recognised, ...] = field(default=(), repr=False)
    withheld: tuple[Recognised, ...] = field(default=(), repr=False)
    kept: tuple[Kept, ...] = ()
    copies: Mapping[str, str] = field(default_factory=dict)
    protections: Mapping[str, Protection] = field(default_factory=dict)
    junk: Mapping[str, int] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict, repr=False)
    received: dt.date | None = None
    raised: tuple[Raised, ...] = ()


def in_this_process(function: Callable[[Any], Any], items: Iterable[Any]) -> list[Any]:
    """Call *function* on each item here, giving its value or the SetAside that it raised."""
    return [_value_or_aside(function, item) for item in items]


def _value_or_aside(function: Callable[[Any], Any], item: Any) -> Any:
    try:
        return function(item)
    except SetAside as aside:
        return aside


def open_one(member: Member, keys: tuple[Candidate, ...]) -> Unpacked | Document:
    """Unpack *member* where it is an archive or what a system left, else unlock and read it; raises SetAside."""
    unpacked = unpack((member,), keys)
    return read(unlock(member, keys)) if unpacked.members == (member,) else unpacked


def open_plans(child: Child, plans: FindPlans | None, run: Run, rules: Rules) -> tuple[PlanOnFile, ...]:
    """Open the plans on file that may be the child's; what cannot be read there is left aside, and raised by nobody."""
    members = plans(child) if plans else ()
    read_ones = run(partial(open_one, keys=()), members) if members else []
    return plans_of(child, [one for one in read_ones if isinstance(one, Document)], rules)


def unpack_one(member: Member, keys: tuple[Candidate, ...]) -> Unpacked:
    """Unpack *member* and nothing more."""
    return unpack((member,), keys)


def open_pack(
    pack: Pack,
    known: Known,
    rules: Rules,
    passwords: tuple[str, ...],
    run: Run,
    convert: Convert | None = None,
) -> OpenedPack:
    """Open every file of *pack* that can be opened, learning from each what opens the next."""
    pack, met, raised = lay_out(pack, candidates(rules.passwords, passwords, facts_given(pack.given)), run)
    keys = candidates(rules.passwords, passwords, facts_given(pack.given))
    done = _read_all(pack.members, keys, run, convert, {})
    recognised = tuple(recognise_papers(document, rules) for document in done.documents)
    kept, copies, met = (*met.kept, *done.kept), done.copies, _both(met, done.met)
    locked = tuple(one for one in done.kept if one.disposition is Disposition.NOT_OPENED)
    if locked:
        child = identify(papers_of(withhold(recognised, rules)[0]), known, pack.given, pack.received, rules).child
        learnt = candidates(rules.passwords, passwords, {**facts_given(pack.given), **facts(child)})
        fresh = tuple(key for key in learnt if key not in keys)
        if fresh:
            again = _read_all(tuple(one.member for one in locked), fresh, run, convert, done.seen, retry=True)
            kept = (*(one for one in kept if one not in locked), *again.kept)
            recognised = (*recognised, *(recognise_papers(document, rules) for document in again.documents))
            copies, met = {**copies, **again.copies}, _both(met, again.met)
    accepted, withheld = withhold(recognised, rules)
    accepted, carriers = _carriers(accepted, withheld)
    everything = (*withheld, *carriers)
    return OpenedPack(accepted, everything, kept, copies, met.opened, met.junk, pack.given, pack.received, raised)


def recognise_papers(document: Document, rules: Rules) -> Recognised:
    """Recognise *document* and, where it holds several papers, each of them; a record among them taints the file."""
    found = recognise(document, rules)
    forbidden = {rule.kind for rule in rules.forbidden}
    if found.kind in forbidden:
        return found
    parts = tuple(replace(recognise(part, rules), pages=page_range(part)) for part in divide(document, rules))
    record = next((part for part in parts if part.kind in forbidden), None)
    if record is not None and record.pages is not None:
        first, last = record.pages
        where = f"pages {first} to {last} of {found.document.content.pages}"
        return replace(found, kind=record.kind, why=(where, *record.why[1:]), suspected=record.suspected, mentions=())
    return replace(found, parts=parts)


def lay_out(pack: Pack, keys: tuple[Candidate, ...], run: Run) -> tuple[Pack, Unpacked, tuple[Raised, ...]]:
    """Lay the files of *pack* out: out of the zip that it came as, with `pack.json` taken for what it says."""
    met = Unpacked((), (), {}, {})
    members = pack.members
    if pack.archive is not None:
        met = _unpacked(members, keys, run)
        inside = tuple(replace(one, path=one.path.removeprefix(f"{pack.archive}/")) for one in met.members)
        shown = tuple(
            replace(one, member=replace(one.member, path=one.member.path.removeprefix(f"{pack.archive}/")))
            for one in met.kept
        )
        opened = {path.removeprefix(f"{pack.archive}/"): how for path, how in met.opened.items()}
        members, met = inside, replace(met, kept=shown, opened=opened)
    cards = [one for one in members if one.name == "pack.json" and one.path.count("/") <= 1]
    if not cards:
        return replace(pack, members=members), met, ()
    given, raised = read_given(cards[0].content)
    received = read_date(given.get("received", "")) or pack.received
    rest = tuple(one for one in members if one is not cards[0])
    return replace(pack, members=rest, given=given, received=received), met, raised


def facts_given(given: Mapping[str, str]) -> dict[str, object]:
    """Give what `pack.json` says under the names that password patterns use."""
    said: dict[str, object] = {name: text for name, text in given.items() if text}
    born = read_date(given.get("dob", ""))
    return {**said, "dob": born} if born else {name: value for name, value in said.items() if name != "dob"}


def facts(child: Child) -> dict[str, object]:
    """Give what is known of *child* under the names that password patterns use."""
    named = {
        "surname": child.surname,
        "forenames": child.forenames,
        "known_as": child.known_as,
        "dob": child.dob,
        "upn": child.upn,
        "school": child.school,
        "school_dfe": child.school_dfe,
    }
    return {name: value for name, value in named.items() if value is not None}


def _unpacked(members: tuple[Member, ...], keys: tuple[Candidate, ...], run: Run) -> Unpacked:
    """Unpack *members* where files are parsed; one that breaks its reader is kept with the reason."""
    done, aside = sift(members, run(partial(unpack_one, keys=keys), members))
    return reduce(_both, done, Unpacked((), aside))


@dataclass(frozen=True)
class _Read:
    """What became of some members: documents, files set aside, copies, what archives told, paths by SHA-256."""

    documents: tuple[Document, ...] = field(default=(), repr=False)
    kept: tuple[Kept, ...] = ()
    copies: Mapping[str, str] = field(default_factory=dict)
    met: Unpacked = field(default_factory=lambda: Unpacked(()))
    seen: Mapping[str, str] = field(default_factory=dict)


def _read_all(
    members: tuple[Member, ...],
    keys: tuple[Candidate, ...],
    run: Run,
    convert: Convert | None,
    seen: Mapping[str, str],
    *,
    retry: bool = False,
) -> _Read:
    """Read *members* and all that they carry: archives their files, mails their attachments."""
    documents: tuple[Document, ...] = ()
    kept: tuple[Kept, ...] = ()
    copies: dict[str, str] = {}
    met = Unpacked(())
    first = dict(seen)
    waiting = members
    for number in range(ROUNDS):
        fresh = waiting
        twice: tuple[Kept, ...] = ()
        if not retry or number > 0:  # what is tried again was counted when it was first met
            papers = tuple(one for one in waiting if not left_behind(one))
            met = _both(met, unpack(tuple(one for one in waiting if left_behind(one)), ()))
            fresh, twice, first = set_duplicates_apart(papers, first)
        done, aside = sift(fresh, run(partial(open_one, keys=keys), fresh))
        read_now = tuple(one for one in done if isinstance(one, Document))
        rescued = convert_unreadable(aside, run, convert)
        aside = tuple(one for one in aside if one not in rescued)
        read_now = read_scans((*convert_older(read_now, run, convert), *rescued.values()), run)
        archives = reduce(_both, (one for one in done if isinstance(one, Unpacked)), Unpacked(()))
        documents, met = (*documents, *read_now), _both(met, archives)
        kept = (*kept, *archives.kept, *twice, *aside)
        copies.update({one.member.path: first[one.member.sha256] for one in twice})
        waiting = (*archives.members, *(carried for document in read_now for carried in attached(document)))
        if not waiting:
            break
    else:
        kept = (*kept, *(_too_deep(member) for member in waiting))
    return _Read(documents, kept, copies, met, first)


def attached(document: Document) -> tuple[Member, ...]:
    """Give the attachments of a mail or a PDF as members of the pack."""
    from pipeline.domain.names import distinct, safe_name

    carried = document.content.attachments
    names = distinct(safe_name(name) for name, _ in carried)
    return tuple(Member(f"{document.path}/{name}", content) for name, (_, content) in zip(names, carried, strict=True))


def _too_deep(member: Member) -> Kept:
    reason = "it stands inside too many mails or archives to be opened"
    return Kept(member, Disposition.UNREADABLE, "unreadable_document", reason)


def _both(one: Unpacked, other: Unpacked) -> Unpacked:
    junk = dict(one.junk)
    for name, count in other.junk.items():
        junk[name] = junk.get(name, 0) + count
    kept, opened = (*one.kept, *other.kept), {**one.opened, **other.opened}
    return Unpacked((*one.members, *other.members), kept, junk, opened)


def _carriers(
    accepted: tuple[Recognised, ...], withheld: tuple[Recognised, ...]
) -> tuple[tuple[Recognised, ...], tuple[Recognised, ...]]:
    """Withhold also the mail or PDF that carries a withheld record inside it."""
    carrying = [one for one in accepted if any(record.path.startswith(f"{one.path}/") for record in withheld)]
    return tuple(one for one in accepted if one not in carrying), tuple(carrying)
