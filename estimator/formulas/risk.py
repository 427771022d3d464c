"""Outside the total: hours of downtime and a breach of data in money, by one model for both options."""

from hamilton.function_modifiers import config, tag

from estimator.functions import Amount


@tag(unit="USD/hour")
@config.when(loss_known="yes")
def outage_usd_per_hour__given(loss_per_hour: Amount) -> Amount:
    """What an hour of outage costs you, by your own figure."""
    return 1 * loss_per_hour


@tag(unit="USD/hour")
@config.when(loss_known="no")
def outage_usd_per_hour__typical(
    patients_now: Amount,
    installations: Amount,
    per_thousand: Amount,
    clinicians_per_1000_patients: Amount,
    downtime_usd_per_physician_hour: Amount,
    downtime_working_share: Amount,
) -> Amount:
    """What an hour of outage costs, by the clinicians at work and the typical cost of their hour."""
    clinicians = patients_now * installations / per_thousand * clinicians_per_1000_patients
    return clinicians * downtime_working_share * downtime_usd_per_physician_hour


@tag(unit="USD/hour")
@config.when(loss_known="clinicians")
def outage_usd_per_hour__clinicians(
    clinicians: Amount,
    growth_from_asked: Amount,
    downtime_usd_per_physician_hour: Amount,
    downtime_working_share: Amount,
) -> Amount:
    """What an hour of outage costs, by the clinicians you named who are at work and the typical cost of their hour."""
    return clinicians * growth_from_asked * downtime_working_share * downtime_usd_per_physician_hour


@tag(group="downtime", option="self_host", line="Downtime", unit="USD/quarter", outside="yes", when="noticed")
def downtime_cost_self_host(
    availability_self_host: Amount,
    hours_per_quarter: Amount,
    downtime_open_hours_share: Amount,
    outage_usd_per_hour: Amount,
) -> Amount:
    """Expected hours down in opening hours × what an hour costs."""
    return (1 - availability_self_host) * hours_per_quarter * downtime_open_hours_share * outage_usd_per_hour


@tag(group="downtime", option="cloud", line="Downtime", unit="USD/quarter", outside="yes", when="noticed")
def downtime_cost_cloud(
    availability_cloud: Amount,
    hours_per_quarter: Amount,
    downtime_open_hours_share: Amount,
    outage_usd_per_hour: Amount,
) -> Amount:
    """Expected hours down in opening hours × what an hour costs."""
    return (1 - availability_cloud) * hours_per_quarter * downtime_open_hours_share * outage_usd_per_hour


@tag(unit="USD/quarter")
def breach_cost_vendor_run(
    breach_probability_per_year: Amount, breach_cost_usd: Amount, quarters_per_year: Amount
) -> Amount:
    """Chance of a reportable breach through this system in the quarter × what one costs."""
    return breach_probability_per_year * breach_cost_usd / quarters_per_year


@tag(
    group="breach",
    option="self_host",
    line="Breach of data",
    unit="USD/quarter",
    outside="yes",
    when="patient_data",
)
def breach_cost_self_host(breach_cost_vendor_run: Amount, breach_probability_ratio_selfhost: Amount) -> Amount:
    """Expected cost of a breach; whether own hosting makes it likelier or less likely is not known."""
    return breach_cost_vendor_run * breach_probability_ratio_selfhost


@tag(group="breach", option="cloud", line="Breach of data", unit="USD/quarter", outside="yes", when="patient_data")
def breach_cost_cloud(breach_cost_vendor_run: Amount) -> Amount:
    """Expected cost of a breach; you answer for it on Medplum Cloud, too."""
    return 1 * breach_cost_vendor_run
