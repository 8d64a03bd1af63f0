"""Put right what the register could not tell by itself: packs without a child, packs of before, plans on file."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from django.db import transaction

from pipeline.domain.errors import PipelineError
from pipeline.domain.names import safe_name
from pipeline.domain.report import Report
from pipeline.domain.rules import Rules
from pipeline.plans import upns_in
from pipeline.register.chain import append
from pipeline.register.decisions import RefusedError
from pipeline.register.models import Child, Pack, PlanVersion
from pipeline.register.record import join_review, register_pack
from pipeline.report_json import from_json

PLANS = "plans"


def register_missing(handled: Iterable[tuple[int, str]], data: Path, at: dt.datetime, rules: Rules) -> int:
    """Register each of *handled* (number, path of its results) that is not there yet; give how many."""
    there = set(Pack.objects.values_list("number", flat=True))
    added = 0
    for number, result in handled:
        if number not in there:
            register_pack(number, report_of(data / result), result, at, rules)
            added += 1
    return added


def report_of(folder: Path) -> Report:
    """Read the report of a handled pack; raises PipelineError where it is gone or damaged."""
    path = folder / "report.json"
    try:
        return from_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise PipelineError(f"the report in {folder.name} could not be read; handle its pack again") from error


def match_pack(number: int, upn: str, by: str, data: Path, at: dt.datetime, rules: Rules) -> int:
    """Join pack *number*, whose child nobody could tell, to the child *upn*, and give its review."""
    with transaction.atomic():
        pack = Pack.objects.select_for_update().filter(number=number).first()
        child = Child.objects.filter(upn=upn).first()
        if pack is None or child is None:
            raise RefusedError(
                f"there is no {'pack ' + str(number) if pack is None else 'child of that UPN'} in the register"
            )
        if pack.review_id is not None:
            raise RefusedError(f"pack {number} belongs to review {pack.review_id} already")
        report = report_of(data / pack.result)
        named = replace(report, child=replace(report.child, upn=upn))
        review = join_review(pack, child, named, at, rules)
        append("pack_matched", by, at, {"pack": number}, child.id, review.id)
        return int(review.id)


def take_plans(folder: Path, data: Path, by: str, at: dt.datetime) -> tuple[int, int, list[str]]:
    """Put the plans of *folder*, named by UPN, on file: how many are new, how many were there, which have no child."""
    new = there = 0
    unknown: list[str] = []
    for path in sorted(one for one in folder.rglob("*") if one.is_file() and not one.name.startswith(".")):
        child = Child.objects.filter(upn__in=upns_in(path.stem)).first()
        if child is None:
            unknown.append(path.name)
            continue
        content = path.read_bytes()
        if child.plans.filter(sha256=sha256(content).hexdigest()).exists():
            there += 1
            continue
        put_on_file(path.name, content, child, data, by, at)
        new += 1
    return new, there, unknown


def put_on_file(name: str, content: bytes, child: Child, data: Path, by: str, at: dt.datetime) -> None:
    """Put the final plan *content* on file as the next version of the child's plan."""
    digest = sha256(content).hexdigest()
    with transaction.atomic():
        number = child.plans.count() + 1
        place = data / PLANS / str(child.upn or child.id) / f"{number:02d} {safe_name(name)}"
        place.parent.mkdir(parents=True, exist_ok=True)
        partial = place.with_name(f".{place.name}.partial")
        partial.write_bytes(content)
        partial.replace(place)
        kept = place.relative_to(data).as_posix()
        PlanVersion.objects.create(child=child, number=number, status="final", sha256=digest, path=kept)
        append("plan_on_file", by, at, {"number": number, "sha256": digest}, child.id)
