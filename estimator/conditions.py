"""When a line applies: each condition that a formula names in its `when` tag, as a sentence when it does not hold."""

from collections.abc import Callable

from .scenario import Scenario

Condition = Callable[[Scenario], str]


def _staging(scenario: Scenario) -> str:
    if scenario.hosting.bill_last_month is not None:
        return "your own hosting bill already contains it"
    return "" if scenario.hosting.choice("staging") == "yes" else "you keep no staging environment"


def _new_hire(scenario: Scenario) -> str:
    hired = scenario.people.choice("workforce") == "new_hire"
    return "" if hired else "nobody new is hired for this"


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


def _noticed(scenario: Scenario) -> str:
    unnoticed = scenario.recovery.first_hour == "nobody" and scenario.recovery.loss_per_hour is None
    return "nobody notices an outage in its first hour" if unnoticed else ""


CONDITIONS: dict[str, Condition] = {
    "staging": _staging,
    "new_hire": _new_hire,
    "own_rota": _own_rota,
    "outside_watch": _outside_watch,
    "new_self_host": _new_self_host,
    "new_cloud": _new_cloud,
    "live_cloud": _live_cloud,
    "noticed": _noticed,
    "live_self_hosted": _live_self_hosted,
    "one_off_self_host": _new_self_host,
    "one_off_cloud": _new_cloud,
}


def unmet(scenario: Scenario) -> dict[str, str]:
    """Conditions that do not hold, each with the reason."""
    found = {name: condition(scenario) for name, condition in CONDITIONS.items()}
    return {name: because for name, because in found.items() if because}
