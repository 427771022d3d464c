"""Patients become requests, records, files, logs, mails and bot runs."""

from hamilton.function_modifiers import config, tag

from estimator.functions import Amount, cumulative


@tag(unit="count")
def patients_now(patients: Amount, installations: Amount, growth_from_asked: Amount) -> Amount:
    """Patients with a record in one installation in this quarter, growing towards the number expected."""
    return patients / installations * growth_from_asked


@tag(unit="count")
def patients_at_start(
    patients: Amount, installations: Amount, patient_growth_per_year: Amount, patients_asked_in_years: Amount
) -> Amount:
    """Patients with a record in one installation when the horizon begins."""
    return patients / installations * (1 + patient_growth_per_year) ** (0 - patients_asked_in_years)


@tag(unit="ratio")
def growth_from_asked(
    patient_growth_per_year: Amount, years_to_middle: Amount, patients_asked_in_years: Amount
) -> Amount:
    """This quarter compared with the time the questions about size mean."""
    return (1 + patient_growth_per_year) ** (years_to_middle - patients_asked_in_years)


@tag(unit="1/s")
@config.when(load="patients")
def peak_requests_per_second__patients(
    patients_now: Amount, peak_rps_per_1000_patients: Amount, per_thousand: Amount
) -> Amount:
    """Requests a second in the busiest minutes, by the number of patients."""
    return patients_now / per_thousand * peak_rps_per_1000_patients


@tag(unit="1/s")
@config.when(load="clinicians")
def peak_requests_per_second__clinicians(
    clinicians: Amount, installations: Amount, growth_from_asked: Amount, peak_rps_per_clinician: Amount
) -> Amount:
    """Requests a second in the busiest minutes, by the number of clinicians of one installation."""
    return clinicians / installations * growth_from_asked * peak_rps_per_clinician


@tag(unit="1/s")
@config.when(load="given")
def peak_requests_per_second__given(
    requests_per_second_at_peak: Amount, installations: Amount, growth_from_asked: Amount
) -> Amount:
    """Requests a second in the busiest minutes, by your own figure, in one installation."""
    return requests_per_second_at_peak / installations * growth_from_asked


@tag(unit="million/quarter")
def million_requests_per_quarter(
    peak_requests_per_second: Amount,
    peak_to_average_ratio: Amount,
    seconds_per_hour: Amount,
    hours_per_quarter: Amount,
    per_million: Amount,
) -> Amount:
    """Requests in the quarter, in millions."""
    return peak_requests_per_second / peak_to_average_ratio * seconds_per_hour * hours_per_quarter / per_million


@tag(unit="count/minute")
def request_points_per_minute(
    peak_requests_per_second: Amount,
    api_write_share: Amount,
    api_search_share: Amount,
    cloud_points_per_read: Amount,
    cloud_points_per_search: Amount,
    cloud_points_per_write: Amount,
    seconds_per_hour: Amount,
    minutes_per_hour: Amount,
) -> Amount:
    """Points of Medplum Cloud's quota that the busiest minute takes: reads, searches and writes by their weight."""
    reads = 1 - api_write_share - api_search_share
    points = (
        reads * cloud_points_per_read
        + api_search_share * cloud_points_per_search
        + api_write_share * cloud_points_per_write
    )
    return peak_requests_per_second * points * seconds_per_hour / minutes_per_hour


@tag(unit="GB")
def record_gb_per_patient_year(
    resources_per_patient_year: Amount,
    kb_per_resource: Amount,
    history_versions_per_resource: Amount,
    db_storage_multiplier: Amount,
    kb_per_gb: Amount,
) -> Amount:
    """Database space that one patient's record grows by in a year, indexes included."""
    stored = resources_per_patient_year * kb_per_resource * history_versions_per_resource
    return stored * db_storage_multiplier / kb_per_gb


@tag(unit="GB")
@config.when(data="estimated")
def database_gb_loaded__estimated(
    patients_at_start: Amount, record_years_loaded_at_start: Amount, record_gb_per_patient_year: Amount
) -> Amount:
    """Database size when the horizon begins: the past records that are loaded."""
    return patients_at_start * record_years_loaded_at_start * record_gb_per_patient_year


@tag(unit="GB")
@config.when(data="given")
def database_gb_loaded__given(database_gb_at_start: Amount, installations: Amount) -> Amount:
    """Database size of one installation when the horizon begins, by your own figure."""
    return database_gb_at_start / installations


@tag(unit="GB")
def database_storage_gb(
    database_gb_loaded: Amount, patients_now: Amount, record_gb_per_patient_year: Amount, quarters_per_year: Amount
) -> Amount:
    """Database size: what it holds at the start and everything written since."""
    return database_gb_loaded + cumulative(patients_now * record_gb_per_patient_year / quarters_per_year)


@tag(unit="GB/quarter")
def new_files_gb_per_quarter(
    patients_now: Amount, binary_gb_per_patient_year: Amount, quarters_per_year: Amount
) -> Amount:
    """Files (documents, images, attachments) added in the quarter."""
    return patients_now * binary_gb_per_patient_year / quarters_per_year


@tag(unit="GB")
def object_storage_gb(
    new_files_gb_per_quarter: Amount,
    patients_at_start: Amount,
    binary_gb_per_patient_year: Amount,
    record_years_loaded_at_start: Amount,
    object_version_factor: Amount,
) -> Amount:
    """Files kept, with their versions."""
    loaded = patients_at_start * record_years_loaded_at_start * binary_gb_per_patient_year
    return (loaded + cumulative(new_files_gb_per_quarter)) * object_version_factor


@tag(unit="million/quarter")
def object_put_million_per_quarter(
    new_files_gb_per_quarter: Amount, object_puts_per_gb_added: Amount, per_million: Amount
) -> Amount:
    """Uploads to object storage, in millions."""
    return new_files_gb_per_quarter * object_puts_per_gb_added / per_million


@tag(unit="million/quarter")
def object_get_million_per_quarter(
    new_files_gb_per_quarter: Amount, object_gets_per_gb_added: Amount, per_million: Amount
) -> Amount:
    """Downloads from object storage, in millions."""
    return new_files_gb_per_quarter * object_gets_per_gb_added / per_million


@tag(unit="GB/quarter")
def log_ingest_gb_per_quarter(
    base_log_gb_month: Amount,
    months_per_quarter: Amount,
    million_requests_per_quarter: Amount,
    log_gb_per_million_requests: Amount,
) -> Amount:
    """Logs written in the quarter: a fixed part and a part for each request."""
    return base_log_gb_month * months_per_quarter + million_requests_per_quarter * log_gb_per_million_requests


@tag(unit="million/quarter")
def bot_million_runs_per_quarter(
    patients_now: Amount, bot_runs_per_patient_month: Amount, months_per_quarter: Amount, per_million: Amount
) -> Amount:
    """Runs of bots in the quarter, in millions."""
    return patients_now * bot_runs_per_patient_month * months_per_quarter / per_million


@tag(unit="GB-second/quarter")
def bot_gb_seconds_per_quarter(
    bot_million_runs_per_quarter: Amount,
    per_million: Amount,
    bot_seconds_per_run: Amount,
    bot_memory_gb: Amount,
) -> Amount:
    """Memory time of bots: runs × seconds × memory."""
    return bot_million_runs_per_quarter * per_million * bot_seconds_per_run * bot_memory_gb


@tag(unit="thousand/quarter")
def email_thousands_per_quarter(
    patients_now: Amount, emails_per_patient_month: Amount, months_per_quarter: Amount, per_thousand: Amount
) -> Amount:
    """E-mails sent in the quarter, in thousands."""
    return patients_now * emails_per_patient_month * months_per_quarter / per_thousand
