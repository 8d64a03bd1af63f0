"""The order that the law asks of a review: what may be decided and done when. Every refusal says why, with a source."""

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipeline.domain.prose import in_prose
from pipeline.domain.words import Proposal, Statutory


class Step(StrEnum):
    """What happens to a review besides packs and decisions; each is recorded with its day and by whom."""

    FAMILY_CONSULTED = "family_consulted"  # told that ceasing is considered, and asked
    HEAD_CONSULTED = "head_consulted"
    DECISION_SENT = "decision_sent"  # of significant changes, the notice with the draft plan
    REPRESENTATIONS_RECEIVED = "representations_received"
    FINAL_ISSUED = "final_issued"
    PLAN_CEASED = "plan_ceased"


CATEGORIES: dict[Proposal, Statutory] = {
    Proposal.NO_AMENDMENTS: Statutory.MAINTAIN,
    Proposal.MINOR_AMENDMENTS: Statutory.MAINTAIN,
    Proposal.SIGNIFICANT_CHANGES: Statutory.AMEND,
    Proposal.CEASE_TO_MAINTAIN: Statutory.CEASE,
}
_KEEPS = (Proposal.NO_AMENDMENTS, Proposal.MINOR_AMENDMENTS)


@dataclass(frozen=True)
class Standing:
    """Where one review stands: the days of what was done, and what its latest pack allows."""

    meeting_on: dt.date | None = None
    packs: int = 0
    unread: bool = False  # a file of the latest pack that nobody could read
    category: Proposal | None = None  # of the decision that stands
    decided_on: dt.date | None = None
    steps: tuple[tuple[Step, dt.date], ...] = ()
    representations_end: dt.date | None = None
    appeal_last_day: dt.date | None = None

    def day_of(self, step: Step) -> dt.date | None:
        """Give the day of *step*, where it was recorded."""
        return next((day for name, day in self.steps if name is step), None)


def refused_decision(category: Proposal, on: dt.date, standing: Standing) -> tuple[str, ...]:
    """Say why *category* may not be decided on that day; nothing where it may."""
    return tuple(_decision(category, on, standing))


def _decision(category: Proposal, on: dt.date, at: Standing) -> Iterator[str]:
    if category not in CATEGORIES:
        yield f"{category} is no outcome of a review; the outcomes are {', '.join(CATEGORIES)}"
        return
    if at.meeting_on is None or at.meeting_on > on:
        yield "nothing shows that the review meeting was held (SEND Regulations 2014, reg 20)"
    if at.day_of(Step.DECISION_SENT):
        yield "the decision was sent already; what follows from it is recorded as a new review or an amendment"
    if category in _KEEPS and at.packs and at.unread:
        yield "a file of the pack could not be read, and what could not be read is never taken for absent"
    if category is Proposal.CEASE_TO_MAINTAIN:
        yield from _consultation(on, at)


def _consultation(on: dt.date, at: Standing) -> Iterator[str]:
    for step, whom in ((Step.FAMILY_CONSULTED, "the parent or young person"), (Step.HEAD_CONSULTED, "the head")):
        day = at.day_of(step)
        if day is None or day > on:
            yield f"{whom} must be consulted before a decision to cease (SEND Regulations 2014, reg 31(1))"


def refused_step(step: Step, on: dt.date, standing: Standing) -> tuple[str, ...]:
    """Say why *step* may not be recorded on that day; nothing where it may."""
    if standing.day_of(step) is not None:
        return (f"{step.replace('_', ' ')} is recorded already, on {in_prose(standing.day_of(step) or on)}",)
    return tuple(_STEPS[step](on, standing))


def _consulting(on: dt.date, at: Standing) -> Iterator[str]:
    if at.decided_on is not None:
        yield "the decision is made; consultation comes before it (SEND Regulations 2014, reg 31(1))"


def _sending(on: dt.date, at: Standing) -> Iterator[str]:
    if at.decided_on is None:
        yield "no officer has decided, and no letter goes out without a decision"
    elif on < at.decided_on:
        yield f"the decision was made on {in_prose(at.decided_on)}, after that day"


def _answering(on: dt.date, at: Standing) -> Iterator[str]:
    sent = at.day_of(Step.DECISION_SENT)
    if at.category is not Proposal.SIGNIFICANT_CHANGES or sent is None or on < sent:
        yield "representations answer a notice of proposed amendments, and none was sent (reg 22(2))"


def _finishing(on: dt.date, at: Standing) -> Iterator[str]:
    sent = at.day_of(Step.DECISION_SENT)
    if at.category is not Proposal.SIGNIFICANT_CHANGES or sent is None:
        yield "a plan is amended only after a notice with the proposed amendments (SEND Regulations 2014, reg 22(2))"
        return
    if on < sent:
        yield f"the notice was sent on {in_prose(sent)}, after that day"
    answered = at.day_of(Step.REPRESENTATIONS_RECEIVED)
    over = at.representations_end is not None and on > at.representations_end
    if not over and (answered is None or answered > on):
        end = f" until {in_prose(at.representations_end)}" if at.representations_end else ""
        yield f"the family may make representations{end} (SEND Regulations 2014, reg 22(2)(c))"


def _ceasing(on: dt.date, at: Standing) -> Iterator[str]:
    if at.category is not Proposal.CEASE_TO_MAINTAIN or at.day_of(Step.DECISION_SENT) is None:
        yield "no decision to cease was sent, so the plan stays in force"
    elif at.appeal_last_day is None or on <= at.appeal_last_day:
        end = f", {in_prose(at.appeal_last_day)}" if at.appeal_last_day else ""
        yield f"the plan stays in force until the last day to appeal{end} (Children and Families Act 2014, s.45(4))"


_STEPS: dict[Step, Callable[[dt.date, Standing], Iterator[str]]] = {
    Step.FAMILY_CONSULTED: _consulting,
    Step.HEAD_CONSULTED: _consulting,
    Step.DECISION_SENT: _sending,
    Step.REPRESENTATIONS_RECEIVED: _answering,
    Step.FINAL_ISSUED: _finishing,
    Step.PLAN_CEASED: _ceasing,
}


# --- letters ---------------------------------------------------------------------------------------------------

# What each letter does to the review once it is issued.
LETTERS: dict[str, Step] = {
    "no_amendments": Step.DECISION_SENT,
    "minor_amendments": Step.DECISION_SENT,
    "significant_changes": Step.DECISION_SENT,
    "cease_to_maintain": Step.FAMILY_CONSULTED,
    "cease_decision": Step.DECISION_SENT,
    "final_plan": Step.FINAL_ISSUED,
}


def letter_due(standing: Standing, proposal: Proposal | None) -> str | None:
    """Name the letter that the review waits for; None where nothing is to be written now.

    Before a decision only the consultation about ceasing is written, where ceasing is proposed.
    """
    if standing.decided_on is None:
        consult = proposal is Proposal.CEASE_TO_MAINTAIN and standing.day_of(Step.FAMILY_CONSULTED) is None
        return "cease_to_maintain" if consult else None
    if standing.day_of(Step.DECISION_SENT) is None:
        return _decision_letter(standing.category)
    waits = standing.category is Proposal.SIGNIFICANT_CHANGES and standing.day_of(Step.FINAL_ISSUED) is None
    return "final_plan" if waits else None


def _decision_letter(category: Proposal | None) -> str | None:
    return "cease_decision" if category is Proposal.CEASE_TO_MAINTAIN else category


def refused_letter(name: str, on: dt.date, standing: Standing) -> tuple[str, ...]:
    """Say why the letter *name* may not be issued on that day; nothing where it may."""
    if name not in LETTERS:
        return (f"{name.replace('_', ' ')} is not a letter to a family",)
    step = LETTERS[name]
    refused = list(refused_step(step, on, standing))
    if step is Step.DECISION_SENT and standing.decided_on and name != _decision_letter(standing.category):
        decided = str(standing.category).replace("_", " ")
        refused.append(f"the decision is {decided}, and this is the letter of {name.replace('_', ' ')}")
    return tuple(refused)
