"""When a line applies: each condition that a formula names in its `when` tag, as a sentence when it does not hold."""

from collections.abc import Callable

from .scenario import Scenario

NOBODY = "nobody does the work of large upgrades: they wait, and so do fixes"
Condition = Callable[[Scenario], str]


def _staging(scenario: Scenario) -> str:
    if scenario.hosting.bill_last_month is not None:
        return "your own hosting bill already contains it"
    return "" if scenario.hosting.choice("staging") == "yes" else "you keep no staging environment"


def _development(scenario: Scenario) -> str:
    if scenario.hosting.bill_last_month is not None:
        return "your own hosting bill already contains it"
    return "" if scenario.hosting.choice("development") == "yes" else "developers use their own machines"


def _cloud_staging(scenario: Scenario) -> str:
    if scenario.hosting.choice("staging") != "yes":
        return "you keep no staging environment"
    solved = scenario.needs.answers.get("staging_project") == "own"
    return "you solve it yourselves; its work and services stand with the need" if solved else ""


def _offvendor_backup(scenario: Scenario) -> str:
    needs = scenario.needs.answers
    asked = needs.get("off_vendor_backup") in ("must", "own") or needs.get("pitr_over_7_days") == "own"
    return "" if asked else "no copy outside the vendor was asked for"


def _patient_data(scenario: Scenario) -> str:
    return "no data of real patients is stored" if scenario.needs.answers.get("baa") == "no" else ""


def _self_host_licence(scenario: Scenario) -> str:
    wanted = scenario.needs.choice("self_host_licence") == "yes"
    return "" if wanted else "you do not want Medplum's licence for an own platform"


def _new_hire(scenario: Scenario) -> str:
    hired = scenario.people.choice("workforce") == "new_hire"
    return "" if hired else "nobody new is hired for this"


def _own_staff(scenario: Scenario) -> str:
    contractors = scenario.people.choice("workforce") == "contractors"
    return "contractors do the work; their firm finds and trains them" if contractors else ""


def _team_learns(scenario: Scenario) -> str:
    people = scenario.people
    if people.choice("workforce") == "contractors":
        return "contractors do the work; their firm finds and trains them"
    if people.choice("workforce") == "new_hire":
        return "it is counted for the new hires"
    if scenario.hosting.today == "live_self_hosted":
        return "your team runs the platform already"
    return "these people have run such systems before" if people.choice("skills") == "yes" else ""


def _peak_displaced(scenario: Scenario) -> str:
    cover = scenario.people.choice("peak_cover")
    return {"contractor": "contractors take the peak on", "nobody": NOBODY}.get(cover, "")


def _peak_contractors(scenario: Scenario) -> str:
    cover = scenario.people.choice("peak_cover")
    return {"displaced": "the people who do the work take the peak on", "nobody": NOBODY}.get(cover, "")


def _own_rota(scenario: Scenario) -> str:
    people = scenario.people
    if people.choice("coverage") != "around_the_clock":
        return "the service is needed in working hours only"
    if people.on_pager == "outside_firm":
        return "an outside firm is woken instead"
    return "on-call duty is not paid extra" if people.stipend == "no" else ""


def _outside_watch(scenario: Scenario) -> str:
    people = scenario.people
    if people.on_pager != "outside_firm":
        return "no outside firm watches the platform"
    watched = people.choice("coverage") == "around_the_clock"
    return "" if watched else "the service is needed in working hours only"


def _new_self_host(scenario: Scenario) -> str:
    live = scenario.hosting.today == "live_self_hosted"
    return "you already run the platform yourselves" if live else ""


def _new_cloud(scenario: Scenario) -> str:
    return "you are already on Medplum Cloud" if scenario.hosting.today == "live_cloud" else ""


def _live_cloud(scenario: Scenario) -> str:
    return "" if scenario.hosting.today == "live_cloud" else "nothing runs on Medplum Cloud yet"


def _live_self_hosted(scenario: Scenario) -> str:
    return "" if scenario.hosting.today == "live_self_hosted" else "no own platform is live yet"


def _fork(scenario: Scenario) -> str:
    kept = scenario.upgrades.choice("fork") == "yes"
    return "" if kept else "you keep no changed copy of Medplum's code"


def _noticed(scenario: Scenario) -> str:
    unnoticed = scenario.recovery.first_hour == "nobody" and scenario.recovery.loss_per_hour is None
    return "nobody notices an outage in its first hour" if unnoticed else ""


CONDITIONS: dict[str, Condition] = {
    "staging": _staging,
    "development": _development,
    "cloud_staging": _cloud_staging,
    "offvendor_backup": _offvendor_backup,
    "patient_data": _patient_data,
    "self_host_licence": _self_host_licence,
    "new_hire": _new_hire,
    "own_staff": _own_staff,
    "team_learns": _team_learns,
    "peak_displaced": _peak_displaced,
    "peak_contractors": _peak_contractors,
    "own_rota": _own_rota,
    "outside_watch": _outside_watch,
    "new_self_host": _new_self_host,
    "new_cloud": _new_cloud,
    "live_cloud": _live_cloud,
    "noticed": _noticed,
    "fork": _fork,
    "live_self_hosted": _live_self_hosted,
    "one_off_self_host": _new_self_host,
    "one_off_cloud": _new_cloud,
}


def unmet(scenario: Scenario) -> dict[str, str]:
    """Conditions that do not hold, each with the reason."""
    found = {name: condition(scenario) for name, condition in CONDITIONS.items()}
    return {name: because for name, because in found.items() if because}
