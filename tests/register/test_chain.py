"""A changed, missing, added or reordered event is found."""

import random
from pathlib import Path

from django.db import connection

from pipeline.register.chain import append, broken
from pipeline.register.models import Event
from tests.register.samples import NOW

EDITS = 1000


def unlock() -> None:
    """Take the triggers away, as somebody would who edits the file itself."""
    on = " ON register_event" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for verb in ("update", "delete"):
            cursor.execute(f"DROP TRIGGER register_event_no_{verb}{on}")


def test_every_one_of_a_thousand_random_edits_is_found(register: Path) -> None:
    chance = random.Random(7)
    for number in range(40):
        append("decided", f"Officer {number % 3}", NOW, {"review": number}, child=number, review=number)
    assert list(broken()) == []
    unlock()
    kept = list(Event.objects.order_by("number").values())
    for _ in range(EDITS):
        spoil(chance, kept)
        assert list(broken()), "an edit was not found"
        restore(kept)
    assert list(broken()) == []


def spoil(chance: random.Random, kept: list[dict[str, object]]) -> None:
    number = chance.randrange(1, len(kept) + 1)
    event = Event.objects.filter(number=number)
    kind = chance.choice(("text", "by", "what", "child", "time", "digest", "remove", "swap", "last"))
    one = event.get()
    if kind == "remove":
        event.delete()
    elif kind == "last":
        Event.objects.filter(number__gt=len(kept) - chance.randrange(1, 4)).delete()
    elif kind == "swap":
        other = Event.objects.get(number=number % len(kept) + 1)
        event.update(facts=other.facts, digest=other.digest)
    elif kind == "time":
        event.update(at=one.at.replace(minute=(one.at.minute + 1) % 60))
    elif kind == "child":
        event.update(child_id=(one.child_id or 0) + 1)
    elif kind == "digest":
        event.update(digest=one.digest[::-1])
    else:
        field = {"text": "facts", "by": "by", "what": "what"}[kind]
        text = str(getattr(one, field))
        at = chance.randrange(len(text))
        event.update(**{field: text[:at] + chr(ord(text[at]) ^ 1) + text[at + 1 :]})


def restore(kept: list[dict[str, object]]) -> None:
    Event.objects.all().delete()
    Event.objects.bulk_create(Event(**values) for values in kept)
