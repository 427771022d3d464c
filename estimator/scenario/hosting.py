"""What runs today, and where self-hosting would run."""

from typing import Annotated, Literal

from .base import Answers
from .quantity import Choice, Given, Quantity


class Hosting(Answers):
    """The present state and the place of a self-hosted platform."""

    today: Annotated[
        Literal["nothing", "prototype", "live_cloud", "live_self_hosted", "unknown"],
        Choice(
            label="What do you run today?",
            options={
                "nothing": "Nothing yet",
                "prototype": "A prototype without patient data",
                "live_cloud": "Live on Medplum Cloud",
                "live_self_hosted": "Live, self-hosted",
            },
            default="nothing",
            why="Set-up and migration cost differ, and measured figures are better than typical ones.",
        ),
    ] = "unknown"
    platform: Annotated[
        Literal[
            "aws",
            "azure",
            "gcp",
            "digitalocean",
            "own_kubernetes",
            "own_servers",
            "small_machine",
            "unknown",
        ],
        Choice(
            label="Where would it run?",
            options={
                "aws": "AWS",
                "azure": "Azure",
                "gcp": "Google Cloud",
                "digitalocean": "DigitalOcean",
                "own_kubernetes": "Own Kubernetes",
                "own_servers": "Own servers",
                "small_machine": "One small machine",
            },
            default="aws",
            why="Prices of compute, database and traffic differ by provider and region.",
        ),
    ] = "unknown"
    region: Annotated[
        Literal[
            "us-east-1",
            "us-east-2",
            "us-west-1",
            "us-west-2",
            "us-gov-west-1",
            "ca-central-1",
            "eu-central-1",
            "eu-west-1",
            "eu-west-2",
            "ap-southeast-2",
            "unknown",
        ],
        Choice(
            label="AWS region",
            options={
                "us-east-1": "US East (N. Virginia)",
                "us-east-2": "US East (Ohio)",
                "us-west-1": "US West (N. California)",
                "us-west-2": "US West (Oregon)",
                "us-gov-west-1": "AWS GovCloud (US-West)",
                "ca-central-1": "Canada (Central)",
                "eu-central-1": "Europe (Frankfurt)",
                "eu-west-1": "Europe (Ireland)",
                "eu-west-2": "Europe (London)",
                "ap-southeast-2": "Asia Pacific (Sydney)",
            },
            default="us-east-1",
            why="The same machine costs up to 40 % more in another region.",
        ),
    ] = "unknown"
    production_there: Annotated[
        Literal["yes", "partly", "no", "unknown"],
        Choice(
            label="Do you already run production there?",
            options={
                "yes": "Yes, with monitoring, staging and backups",
                "partly": "Partly",
                "no": "No",
            },
            default="no",
            why="An existing platform halves the set-up.",
        ),
    ] = "unknown"
    multi_az: Annotated[
        Literal["yes", "no", "unknown"],
        Choice(
            label="Run in two availability zones?",
            options={"yes": "Yes", "no": "No, one zone"},
            default="yes",
            why="Recommended for production: the failure of one zone does not stop the service.",
        ),
    ] = "unknown"
    staging: Annotated[
        Literal["yes", "no", "unknown"],
        Choice(
            label="Keep a staging environment that mirrors production?",
            options={"yes": "Yes", "no": "No"},
            default="yes",
            why="Upgrades are rehearsed there before they reach production.",
        ),
    ] = "unknown"
    bill_last_month: Annotated[
        Given | None,
        Quantity(
            unit="USD/month",
            minimum=0,
            maximum=10_000_000,
            label="Hosting bill of last month",
            why="Your own bill replaces the modelled infrastructure.",
            where="The provider's invoice, for this platform only.",
        ),
    ] = None
