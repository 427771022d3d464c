"""The page of "something else" held one rule; each of its rules now has answers of its own."""

from typing import Any

from django.db import migrations

RULE, SURE, VENDOR = "page.other.rule", "page.other.sure", "page.other.vendor"
NO_RULE = ("none", "unknown", "")


def carried_over(answers: dict[str, Any]) -> dict[str, Any]:
    """The answers with the one rule that was chosen in the places of its own."""
    kept = dict(answers)
    rule = kept.pop(RULE, "")
    if rule in NO_RULE:
        return kept
    gate = f"reasons.gates.{rule}"
    said = {f"{gate}.applies": "yes", f"{gate}.sure": kept.pop(SURE, ""), f"{gate}.vendor": kept.pop(VENDOR, "")}
    return kept | {path: value for path, value in said.items() if value}


def carry_over(apps: Any, schema_editor: Any) -> None:
    decisions = apps.get_model("decisions", "Decision").objects.filter(answers__has_key=RULE)
    for decision in decisions.iterator():
        decision.answers = carried_over(decision.answers)
        decision.save(update_fields=["answers"])


class Migration(migrations.Migration):
    dependencies = [("decisions", "0002_named_scenarios")]
    operations = [migrations.RunPython(carry_over, migrations.RunPython.noop)]
