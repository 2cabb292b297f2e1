"""A new municipality's first version of its policy: a packaged profile, or a file of its own."""

from django.utils.translation import gettext as _

from cms.ordinance import policy_loader
from cms.ordinance.policy import Policy
from tenants.models.policy_version import said
from tenants.onboarding import MunicipalityRow, Onboarding, Problem, onboarding_step
from tenants.services.policies import add_version, first_day

COLUMN = "ordinance_profile"


def source_of(row: MunicipalityRow) -> tuple[str, str]:
    """The profile's text and the name of its file.

    :raises OSError: when the file cannot be read.
    :raises UnicodeDecodeError: when it is not UTF-8.
    :raises KeyError: when no profile of that name is packaged.
    """
    if row.policy_file is None:
        return policy_loader.source(row.ordinance_profile), f"{row.ordinance_profile}.toml"
    return row.policy_file.read_bytes().decode("utf-8-sig"), row.policy_file.name


def policy_of_row(row: MunicipalityRow) -> Policy:
    """The profile, read. Raises what :func:`source_of` and the loader raise."""
    return policy_loader.load(*source_of(row))


def profile_problems(row: MunicipalityRow, file: str = "", line: int = 0) -> list[Problem]:
    """Everything wrong with the profile that a row names: at the row when there is none, else in the profile's file."""
    try:
        policy_of_row(row)
    except KeyError:
        sentence = _("There is no ordinance profile “%(profile)s”; there are %(profiles)s, or a file ending in .toml.")
        values = {"profile": row.ordinance_profile, "profiles": ", ".join(policy_loader.available())}
        return [Problem(file, line, COLUMN, sentence % values)]
    except OSError as error:
        sentence = _("The file cannot be read: %(reason)s") % {"reason": error.strerror}
        return [Problem(file, line, COLUMN, sentence)]
    except UnicodeDecodeError as error:
        sentence = _("The file is not UTF-8 (byte %(byte)d).") % {"byte": error.start}
        return [Problem(_name(row), error.object[: error.start].count(b"\n") + 1, "", sentence)]
    except policy_loader.PolicyError as refused:
        return [Problem(_name(row), each.line, each.key, said(each.reason)) for each in refused.problems]
    return []


def _name(row: MunicipalityRow) -> str:
    return row.policy_file.name if row.policy_file else f"{row.ordinance_profile}.toml"


@onboarding_step("ordinance policy", order=50)
def take_down_first_policy(onboarding: Onboarding) -> None:
    """Version 1, through the same service as every later one."""
    source, file = source_of(onboarding.row)
    day = first_day(policy_loader.load(source, file))
    add_version(onboarding.municipality, source, day, by=onboarding.by, file=file)
