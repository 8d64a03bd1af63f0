"""Until when a decision can be appealed to the First-tier Tribunal (SEND)."""

import datetime as dt
from collections.abc import Container
from dataclasses import dataclass

from pipeline.domain.calendar import add_months, working_day_on_or_after
from pipeline.domain.rules.deadlines import AppealRules, TribunalClosure

_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class AppealDates:
    """The last day as the rule counts it, and the day on which the Tribunal in effect still takes the appeal."""

    counted: dt.date
    effective: dt.date


def appeal_dates(
    decision: dt.date, certificate: dt.date | None, rules: AppealRules, closed: Container[dt.date]
) -> AppealDates:
    """Count the later of two months from the decision letter and one month from the mediation certificate."""
    counted = add_months(decision, rules.months_from_decision)
    if certificate is not None:
        counted = max(counted, add_months(certificate, rules.months_from_certificate))
    return AppealDates(counted, _effective(counted, rules, closed))


# A last day in a closure moves past it; another closed day moves to the next working day, even one inside a closure.
def _effective(day: dt.date, rules: AppealRules, closed: Container[dt.date]) -> dt.date:
    for closure in rules.closures:
        last = _last_of(closure, day)
        if last is not None:
            return working_day_on_or_after(last + _ONE_DAY, closed)
    return working_day_on_or_after(day, closed)


def _last_of(closure: TribunalClosure, day: dt.date) -> dt.date | None:
    """Give the last day of the closure that *day* falls in, which may be in the next year."""
    for year in (day.year - 1, day.year):
        first = dt.date(year, closure.first_month, closure.first_day)
        over = (closure.last_month, closure.last_day) < (closure.first_month, closure.first_day)
        last = dt.date(year + over, closure.last_month, closure.last_day)
        if first <= day <= last:
            return last
    return None
