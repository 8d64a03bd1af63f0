"""The tables of the register. History is only ever added to: events are chained, decisions are never overwritten.

What the law says of a review (`outcome`: A, C or M) and the local category are two fields.
"""

from django.db import models

MAINTAIN, AMEND, CEASE = "M", "A", "C"


class School(models.Model):
    """A school or other setting, by its DfE number where that is known."""

    dfe = models.TextField(unique=True, null=True)
    name = models.TextField(db_index=True)


class Child(models.Model):
    """A child or young person with a plan; `confirmed` is false where only a pack has told of the child."""

    upn = models.CharField(max_length=30, unique=True, null=True)
    surname = models.TextField()
    forenames = models.TextField()
    known_as = models.TextField(blank=True)
    dob = models.DateField(null=True)
    nc_year = models.SmallIntegerField(null=True)
    school = models.ForeignKey(School, models.PROTECT, null=True, related_name="children")
    placement_type = models.CharField(max_length=30, blank=True)
    in_care = models.BooleanField(null=True)
    first_plan_on = models.DateField(null=True)
    last_review_on = models.DateField(null=True)
    parent_name = models.TextField(blank=True)
    parent_address = models.TextField(blank=True)
    second_parent_name = models.TextField(blank=True)
    second_parent_address = models.TextField(blank=True)
    address_confidential = models.BooleanField(null=True)
    social_worker_name = models.TextField(blank=True)
    social_worker_address = models.TextField(blank=True)
    officer = models.TextField(blank=True)
    confirmed = models.BooleanField(default=True)
    left_on = models.DateField(null=True)
    next_review_due = models.DateField(null=True)
    transfer_by = models.DateField(null=True)  # the last day to amend the plan for a move of phase

    class Meta:
        """Find a child by name and birthday, and by when the next review is due."""

        indexes = (
            models.Index(fields=["surname", "dob"], name="child_name"),
            models.Index(fields=["next_review_due", "school"], name="child_due", condition=models.Q(left_on=None)),
            models.Index(fields=["transfer_by"], name="child_transfer", condition=models.Q(left_on=None)),
        )


class PlanVersion(models.Model):
    """One version of a plan on file."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="plans")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10)  # final or draft
    dated = models.DateField(null=True)
    sha256 = models.CharField(max_length=64)
    path = models.TextField()

    class Meta:
        """Number the versions of one child's plan."""

        constraints = (models.UniqueConstraint(fields=["child", "number"], name="plan_number"),)


class Review(models.Model):
    """One yearly review of one plan, from the day it is expected to its end."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="reviews")
    school = models.ForeignKey(School, models.PROTECT, null=True, related_name="reviews")
    due_on = models.DateField(null=True)
    meeting_on = models.DateField(null=True)
    received_on = models.DateField(null=True)  # of the first pack; a resubmission does not move it
    decision_due_on = models.DateField(null=True)
    work_by = models.DateField(null=True)  # decision_due_on, brought forward by the order of work
    packs = models.PositiveSmallIntegerField(default=0)
    returned = models.BooleanField(default=False)  # the latest pack lies with the school again
    first_time_right = models.BooleanField(null=True)
    placement_change = models.BooleanField(default=False)
    proposal = models.CharField(max_length=24, blank=True)
    category = models.CharField(max_length=24, blank=True)
    outcome = models.CharField(max_length=1, blank=True)
    cease_reason = models.PositiveSmallIntegerField(null=True)
    decided_on = models.DateField(null=True)
    decision_sent_on = models.DateField(null=True)
    representations_end = models.DateField(null=True)
    appeal_last_day = models.DateField(null=True)
    final_due_on = models.DateField(null=True)
    final_issued_on = models.DateField(null=True)
    ceased_on = models.DateField(null=True)
    rules_version = models.CharField(max_length=12, blank=True)

    class Meta:
        """The queue reads the undecided by the order of work, the figures by the days of meeting and letter."""

        indexes = (
            models.Index(
                fields=["work_by", "id"],
                name="review_queue",
                condition=models.Q(decision_sent_on=None, meeting_on__isnull=False),
            ),
            models.Index(fields=["meeting_on", "decision_sent_on", "outcome"], name="review_figures"),
            models.Index(fields=["due_on", "meeting_on", "decision_sent_on"], name="review_expected"),
            models.Index(fields=["school", "meeting_on", "received_on"], name="review_school"),
            models.Index(fields=["decision_sent_on", "meeting_on"], name="review_sent"),
            models.Index(
                fields=["final_due_on"],
                name="review_final",
                condition=models.Q(final_issued_on=None, final_due_on__isnull=False),
            ),
        )
        constraints = (
            models.CheckConstraint(name="outcome_known", condition=models.Q(outcome__in=["", "M", "A", "C"])),
            models.CheckConstraint(
                name="sent_after_decided",
                condition=models.Q(decision_sent_on=None) | models.Q(decision_sent_on__gte=models.F("decided_on")),
            ),
            models.CheckConstraint(
                name="final_after_notice",
                condition=models.Q(final_issued_on=None) | models.Q(decision_sent_on__isnull=False, outcome="A"),
            ),
            models.CheckConstraint(
                name="ceased_after_letter",
                condition=models.Q(ceased_on=None) | models.Q(decision_sent_on__isnull=False, outcome="C"),
            ),
        )


class Pack(models.Model):
    """One pack as it came in; `number` is its number in the ledger, so that it is registered once."""

    number = models.PositiveBigIntegerField(unique=True)
    review = models.ForeignKey(Review, models.PROTECT, null=True, related_name="pack_set")
    name = models.TextField()
    sha256 = models.CharField(max_length=64)
    received_on = models.DateField()
    submission = models.PositiveSmallIntegerField(default=1)  # 2 and above are resubmissions
    matched_by = models.CharField(max_length=80, blank=True)
    proposal = models.CharField(max_length=24)
    if_complete = models.CharField(max_length=24)
    unread = models.BooleanField(default=False)
    after_decision = models.BooleanField(default=False)
    rules_version = models.CharField(max_length=12)
    result = models.TextField(blank=True)


class Document(models.Model):
    """One file of a pack and what became of it."""

    pack = models.ForeignKey(Pack, models.PROTECT, related_name="documents")
    path = models.TextField()
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=30)
    disposition = models.CharField(max_length=12)
    dated = models.DateField(null=True)


class Finding(models.Model):
    """One finding of a pack."""

    pack = models.ForeignKey(Pack, models.PROTECT, related_name="findings")
    code = models.CharField(max_length=50, db_index=True)
    severity = models.CharField(max_length=10)
    kind = models.CharField(max_length=30, blank=True)
    document = models.TextField(blank=True)
    message = models.TextField()


class Change(models.Model):
    """One change of the plan that a pack proposes."""

    pack = models.ForeignKey(Pack, models.PROTECT, related_name="changes")
    number = models.PositiveIntegerField()
    section = models.CharField(max_length=5, blank=True)
    operation = models.CharField(max_length=10)
    weight = models.CharField(max_length=12)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    evidence = models.PositiveSmallIntegerField(default=0)


class Decision(models.Model):
    """An officer's decision beside the program's proposal; a later one replaces it and never overwrites it."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="decisions")
    category = models.CharField(max_length=24)
    outcome = models.CharField(max_length=1)
    reason = models.TextField()
    decided_by = models.TextField()
    decided_on = models.DateField()
    proposal = models.CharField(max_length=24, blank=True)
    replaces = models.OneToOneField("self", models.PROTECT, null=True, related_name="replaced_by")


class StepTaken(models.Model):
    """A step of the legal order that was taken."""

    review = models.ForeignKey(Review, models.PROTECT, related_name="steps")
    step = models.CharField(max_length=30)
    day = models.DateField()
    recorded_by = models.TextField()

    class Meta:
        """Each step of a review is taken once."""

        constraints = (models.UniqueConstraint(fields=["review", "step"], name="step_once"),)


class Letter(models.Model):
    """A letter or return that was drafted for a review."""

    review = models.ForeignKey(Review, models.PROTECT, null=True, related_name="letters")
    pack = models.ForeignKey(Pack, models.PROTECT, null=True, related_name="letters")
    kind = models.CharField(max_length=30)  # the category, or return_to_school
    path = models.TextField()
    drafted_on = models.DateField()
    issued_on = models.DateField(null=True)
    post = models.CharField(max_length=20, blank=True)  # how it left
    sha256 = models.CharField(max_length=64, blank=True)  # of the Word file that left


class CarriedForward(models.Model):
    """A minor change that is appended to the plan until a later review incorporates it; `times` counts the carries."""

    child = models.ForeignKey(Child, models.PROTECT, related_name="carried_forward")
    review = models.ForeignKey(Review, models.PROTECT, related_name="carried_forward")
    section = models.CharField(max_length=5, blank=True)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    times = models.PositiveSmallIntegerField(default=1)
    carried_in = models.ForeignKey(Review, models.PROTECT, related_name="carried")  # the last review that carried it
    settled_in = models.ForeignKey(Review, models.PROTECT, null=True, related_name="settled")


class Event(models.Model):
    """One thing that happened, chained to the one before it, so that a changed or missing one is found."""

    number = models.PositiveBigIntegerField(primary_key=True)
    at = models.DateTimeField()
    by = models.TextField()
    what = models.CharField(max_length=40)
    child_id = models.BigIntegerField(null=True, db_index=True)
    review_id = models.BigIntegerField(null=True, db_index=True)
    facts = models.TextField()  # JSON, keys in order
    previous = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)


class ChainHead(models.Model):
    """How many events there are and the digest of the last, kept apart from them."""

    events = models.PositiveBigIntegerField(default=0)
    digest = models.CharField(max_length=64, blank=True)
