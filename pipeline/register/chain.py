"""The chain of events: each carries the digest of the one before, and the head is kept apart."""

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from django.db import transaction

from pipeline.register.models import ChainHead, Event

_PAGE = 5000  # events read at a time


def append(
    what: str,
    by: str,
    at: dt.datetime,
    facts: Mapping[str, Any],
    child: int | None = None,
    review: int | None = None,
) -> int:
    """Add an event to the chain and give its number; runs inside the transaction of what it tells."""
    at = at if at.tzinfo else at.astimezone()
    with transaction.atomic():
        head, _ = ChainHead.objects.select_for_update().get_or_create(id=1)
        number = head.events + 1
        told = json.dumps(facts, sort_keys=True, ensure_ascii=False, default=str)
        values = (number, at.astimezone(dt.UTC).isoformat(), by, what, child, review, told, head.digest)
        digest = digest_of(values)
        Event.objects.create(
            number=number,
            at=at,
            by=by,
            what=what,
            child_id=child,
            review_id=review,
            facts=told,
            previous=head.digest,
            digest=digest,
        )
        head.events, head.digest = number, digest
        head.save()
        return int(number)


def digest_of(values: tuple[Any, ...]) -> str:
    """Give the SHA-256 of one event's values, written as JSON."""
    return sha256(json.dumps(values, ensure_ascii=False, default=str).encode()).hexdigest()


def broken() -> Iterator[str]:
    """Walk the chain and name each event that was changed, is missing or was put in; nothing where all is whole."""
    previous, expected = "", 1
    for event in _events():
        if event.number != expected:
            yield f"events {expected} to {event.number - 1} are missing"
        if event.previous != previous:
            yield f"event {event.number} does not follow the one before it"
        at = event.at.astimezone(dt.UTC).isoformat()
        ids = (event.child_id, event.review_id)
        if event.digest != digest_of((event.number, at, event.by, event.what, *ids, event.facts, event.previous)):
            yield f"event {event.number} was changed"
        previous, expected = event.digest, event.number + 1
    head = ChainHead.objects.filter(id=1).first()
    events, digest = (head.events, head.digest) if head else (0, "")
    if events != expected - 1 or digest != previous:
        yield f"the chain ends at event {expected - 1}, and its head says {events}"


def _events() -> Iterator[Event]:
    last = -1
    while page := list(Event.objects.filter(number__gt=last).order_by("number")[:_PAGE]):
        yield from page
        last = page[-1].number
