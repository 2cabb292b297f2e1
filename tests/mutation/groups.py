"""Which code is changed, and which tests are to notice it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Group:
    """Paths below ``cms/ordinance`` and below ``tests/ordinance``; the tests may be glob patterns."""

    sources: tuple[str, ...]
    tests: tuple[str, ...]


GROUPS = {
    "deadlines": Group(
        (
            "calendar.py",
            "counting.py",
            "periods.py",
            "deadlines.py",
            "deadline_table.py",
            "deadline_command.py",
            "statutory.py",
        ),
        ("test_calendar.py", "test_deadline*.py", "test_statutory*.py"),
    ),
    "duplicates": Group(
        ("disguises.py", "duplicates.py", "lookalikes.py", "normalise.py", "similarity.py"),
        ("test_disguises*.py", "test_duplicates*.py", "test_normalise*.py", "test_similarity*.py"),
    ),
    "removal": Group(("removal.py", "removal_duties.py", "removal_statistics.py"), ("test_removal*.py",)),
    "moderation": Group(
        ("canned.py", "moderation.py", "moderation_days.py", "moderation_rules.py", "writers.py"),
        ("test_canned.py", "test_moderation*.py", "test_writers.py"),
    ),
    "petitions": Group(
        (
            "case_numbers.py",
            "joint.py",
            "monthly_check.py",
            "non_processing.py",
            "notices.py",
            "remedies.py",
            "repeats.py",
            "statistics_of_cases.py",
            "working_time_left.py",
        ),
        (
            "test_case_numbers*.py",
            "test_joint.py",
            "test_monthly_check.py",
            "test_non_processing.py",
            "test_notices.py",
            "test_remedies.py",
            "test_repeats.py",
            "test_statistics_of_cases*.py",
            "test_working_time_left*.py",
        ),
    ),
    "personal_data": Group(
        ("personal_data", "masking.py"),
        ("test_personal_data*.py",),
    ),
}

#: Tests of running time: they say nothing of what is found, and a slow machine would seem to notice a change.
LEFT_OUT = ("test_personal_data_hostile.py", "test_similarity_hostile.py")
