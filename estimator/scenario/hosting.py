"""What runs today, and where self-hosting would run."""

from typing import Annotated, Literal

from .base import Answers
from .operations import Operations
from .quantity import Choice, Given, Quantity
from .tools import Tools


class Platform(Answers):
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
            "eastus",
            "westeurope",
            "germanywestcentral",
            "us-central1",
            "us-east1",
            "europe-west3",
            "nyc1",
            "tor1",
            "lon1",
            "fra1",
            "syd1",
            "unknown",
        ],
        Choice(
            label="Region",
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
                "eastus": "Azure East US (Virginia)",
                "westeurope": "Azure West Europe (Netherlands)",
                "germanywestcentral": "Azure Germany West Central (Frankfurt)",
                "us-central1": "Google Iowa (us-central1)",
                "us-east1": "Google South Carolina (us-east1)",
                "europe-west3": "Google Frankfurt (europe-west3)",
                "nyc1": "DigitalOcean New York",
                "tor1": "DigitalOcean Toronto",
                "lon1": "DigitalOcean London",
                "fra1": "DigitalOcean Frankfurt",
                "syd1": "DigitalOcean Sydney",
            },
            default="us-east-1",
            why="The same machine costs up to 40 % more in another region.",
            where="A region of the provider chosen; without an answer the provider's first one is taken.",
        ),
    ] = "unknown"
    way: Annotated[
        Literal["usual", "eks", "own_nodes", "ovh", "own_room", "rented_metal", "unknown"],
        Choice(
            label="How is it built there?",
            options={
                "usual": "The usual way",
                "eks": "AWS: Kubernetes (EKS) by Terraform",
                "own_nodes": "Own Kubernetes: nodes you already have",
                "ovh": "Own Kubernetes: nodes rented from OVH",
                "own_room": "Own servers: in a room of your own",
                "rented_metal": "Own servers: rented bare metal",
            },
            default="usual",
            why="The same platform can be rented or owned, and each way has another bill.",
        ),
    ] = "unknown"
    shape: Annotated[
        Literal["minimum", "recommended", "large", "template", "unknown"],
        Choice(
            label="How large does it start?",
            options={
                "minimum": "Smallest shape for production",
                "recommended": "Recommended task size, one size up",
                "large": "Large, like the published load test of 2026",
                "template": "As the template ships, for trying out",
            },
            default="minimum",
            why="Sizes grow with the load in any case; the shape is what stands there at least.",
        ),
    ] = "unknown"
    commitment: Annotated[
        Literal["none", "one_year", "three_years", "unknown"],
        Choice(
            label="Commit to the provider for a lower price?",
            options={"none": "No, on demand", "one_year": "For one year", "three_years": "For three years"},
            default="none",
            why="Committed machines and databases cost a quarter to a half less, used or not.",
        ),
    ] = "unknown"
    support_plan: Annotated[
        Literal["none", "business", "unknown"],
        Choice(
            label="Pay for the provider's support?",
            options={"none": "No", "business": "Yes, the plan for production"},
            default="none",
            why="A support plan costs a share of the provider's bill.",
        ),
    ] = "unknown"
    node_cost_per_month: Annotated[
        Given | None,
        Quantity(
            unit="USD/month",
            minimum=0,
            maximum=100_000,
            label="Cost of one Kubernetes node",
            why="What a place in your cluster costs is known to you alone.",
            where="Purchase price over its life, or what your company charges inside; nodes of 8 vCPU and 32 GB.",
        ),
    ] = None
    internet_cost_per_month: Annotated[
        Given | None,
        Quantity(
            unit="USD/month",
            minimum=0,
            maximum=100_000,
            label="Internet line for own servers",
            why="An own data centre pays for its line, not for each gigabyte.",
            where="Your provider's invoice; 0 where a line is there anyway.",
            default_key="internet_line_usd_month",
        ),
    ] = None
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
            where="The provider's invoice, for this platform only, without tax.",
        ),
    ] = None


class Hosting(Tools, Operations, Platform):
    """Everything about a self-hosted platform: where it stands, how it is run, then the tools around it."""
