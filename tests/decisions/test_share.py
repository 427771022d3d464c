"""Share links: a secret of 256 bits, stored as its hash, for a time, revocable; every dead link looks the same."""

import hashlib
import re
import uuid
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from decisions import services
from decisions.models import AuditEntry, FrozenError, Report, ShareLink
from decisions.views.sharing import LIFETIMES
from tests.decisions.test_report_pages import own_copy

BROWSER = {"Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate"}
MONTH = timedelta(days=30)


@pytest.fixture
def report(client, site):
    decision = own_copy(client, "rural-clinics")
    return services.freeze_report(decision=decision)


@pytest.fixture
def shared(report):
    """A link and the address that it has."""
    link, token = services.share_report(report=report, name="Board", lasts=MONTH)
    return link, reverse("decisions:shared", args=[token])


def form(**changes):
    return {"name": "Board", "lifetime": "30d", "understood": "on", "link_id": str(uuid.uuid4()), **changes}


def share(client, report, **changes):
    return client.post(reverse("decisions:share", args=[report.pk]), form(**changes))


def address_in(response):
    (address,) = re.findall(r'value="http://testserver(/s/[^"]+)"', response.content.decode())
    return address


def test_a_link_opens_the_report_for_anybody(report, shared):
    _, url = shared
    response = Client().get(url)
    assert response.status_code == 200
    assert report.snapshot["document"]["headline"]["sentence"] in response.content.decode()
    assert Client().get(f"{url}explain/walk_away_price/").status_code == 200


def test_a_reader_can_open_every_figure_of_a_report_one_after_the_other(report, shared):
    keys = list(report.snapshot["document"]["explanations"]["roots"])
    assert len(keys) > 40
    reader = Client()
    assert {reader.get(f"{shared[1]}explain/{key}/").status_code for key in keys} == {200}


def test_a_reader_gets_no_way_to_the_owners_pages(report, shared):
    text = Client().get(shared[1]).content.decode()
    for private in (str(report.pk), str(report.decision_id), "csrfmiddlewaretoken"):
        assert private not in text


def test_the_token_has_256_bits_and_only_its_hash_is_stored(client, report):
    token = address_in(share(client, report)).split("/")[2]
    assert len(token) == 43  # 32 bytes in base64
    link = ShareLink.objects.get()
    assert link.token_hash == hashlib.sha256(token.encode()).hexdigest()
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            assert token not in str(cursor.fetchall()), table


@pytest.mark.parametrize("lifetime", LIFETIMES)
def test_a_link_ends_when_it_was_said_to(client, report, lifetime):
    with time_machine.travel("2026-11-20 12:00", tick=False) as clock:
        url = address_in(share(client, report, lifetime=lifetime))
        clock.shift(LIFETIMES[lifetime][1] - timedelta(seconds=1))
        assert Client().get(url).status_code == 200
        clock.shift(timedelta(seconds=2))
        assert Client().get(url).status_code == 404


def test_links_that_do_not_work_are_one_and_the_same_page(client, report):
    def dead(change):
        link, token = services.share_report(report=report, name="", lasts=MONTH)
        change(link)
        return Client().get(reverse("decisions:shared", args=[token]))

    def expire(link):
        ShareLink.objects.filter(pk=link.pk).update(expires_at=timezone.now())

    answers = [
        Client().get(reverse("decisions:shared", args=["unknown"])),
        dead(expire),
        dead(lambda link: services.revoke_link(link=link)),
        dead(ShareLink.delete),
        dead(lambda link: services.delete_decision(decision=report.decision)),
    ]
    assert {response.status_code for response in answers} == {404}
    assert len({response.content for response in answers}) == 1
    assert len({str(sorted(response.headers.items())) for response in answers}) == 1


def test_revoking_ends_a_link_at_once_and_only_that(client, report, shared):
    link, url = shared
    other = reverse("decisions:shared", args=[services.share_report(report=report, name="", lasts=MONTH)[1]])
    response = client.post(reverse("decisions:revoke", args=[report.pk, link.pk]), follow=True)
    assert "The link Board no longer works." in response.content.decode()
    assert Client().get(url).status_code == 404
    assert Client().get(other).status_code == 200
    assert AuditEntry.objects.filter(action="link revoked", detail=str(link.pk)).count() == 1


def test_only_the_owner_lists_makes_and_revokes(report, shared):
    stranger, link = Client(), shared[0]
    assert stranger.get(reverse("decisions:share", args=[report.pk])).status_code == 404
    assert share(stranger, report).status_code == 404
    assert stranger.post(reverse("decisions:revoke", args=[report.pk, link.pk])).status_code == 404
    assert ShareLink.objects.filter(revoked_at=None).count() == 1


def test_opening_is_counted_for_readers_only(client, report, shared):
    link, url = shared
    Client().get(url)  # a chat program that makes a preview says nothing of a document
    Client().head(url, headers=BROWSER)
    Client().get(url, headers={**BROWSER, "Sec-Purpose": "prefetch"})
    Client().get(f"{url}explain/walk_away_price/", headers=BROWSER)
    link.refresh_from_db()
    assert (link.opened, link.last_opened_at) == (0, None)

    for _ in range(2):
        Client().get(url, headers=BROWSER)
    link.refresh_from_db()
    assert link.opened == 2
    listed = client.get(reverse("decisions:share", args=[report.pk])).content.decode()
    assert "Opened 2 times, last on" in listed


def test_secret_pages_are_kept_out_of_referrers_caches_and_indexes(shared):
    response = Client().get(shared[1])
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["Cache-Control"] == "no-store"
    assert "noindex" in response["X-Robots-Tag"]
    assert "Set-Cookie" not in response


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"understood": ""}, "Tick that whoever has the link can read the report."),
        ({"lifetime": "9y"}, "Choose how long it works."),
        ({"lifetime": ""}, "Choose how long it works."),
        ({"name": "x" * 101}, "Use 100 characters at most."),
    ],
)
def test_a_form_that_is_not_complete_says_what_is_missing_and_makes_no_link(client, report, wrong, message):
    response = share(client, report, **wrong)
    assert response.status_code == 422
    assert response.content.decode().count(message) == 2  # in the summary and at the field
    assert not ShareLink.objects.exists()


def test_a_form_sent_twice_makes_one_link_that_works(client, report):
    once = form()
    url = reverse("decisions:share", args=[report.pk])
    client.post(url, once)
    second = client.post(url, once)
    assert ShareLink.objects.count() == 1
    assert Client().get(address_in(second)).status_code == 200


def test_a_form_sent_again_later_leaves_the_link_alone(client, report):
    once = form()
    url = reverse("decisions:share", args=[report.pk])
    with time_machine.travel("2026-11-20 12:00", tick=False) as clock:
        address = address_in(client.post(url, once))
        clock.shift(timedelta(minutes=5))
        again = client.post(url, once)
        assert "This link was made already." in again.content.decode()
        assert Client().get(address).status_code == 200


def test_the_id_of_somebody_elses_link_gives_no_access(client, report, shared):
    """A form that names a link of another report neither moves nor renews it."""
    link, url = shared
    decision = own_copy(client, "seed-stage-company")
    own = services.freeze_report(decision=decision)
    response = share(client, own, link_id=str(link.pk))
    assert 'id="share-url"' not in response.content.decode()
    assert Client().get(url).status_code == 200


def test_a_name_is_shown_as_text(client, report):
    share(client, report, name="<b>Board</b>")
    assert "&lt;b&gt;Board&lt;/b&gt;" in client.get(reverse("decisions:share", args=[report.pk])).content.decode()


def test_a_frozen_report_refuses_change(report):
    title = report.title
    report.title = "Another title"
    with pytest.raises(FrozenError):
        report.save()
    with pytest.raises(FrozenError):
        Report.objects.filter(pk=report.pk).update(title="Another title")
    assert Report.objects.get(pk=report.pk).title == title


def test_the_log_does_not_hold_the_name_of_a_link(report):
    link, _ = services.share_report(report=report, name="Dr Jane Roe", lasts=MONTH)
    services.revoke_link(link=link)
    details = [entry.detail for entry in AuditEntry.objects.filter(decision_id=report.decision_id)]
    assert str(link.pk) in details
    assert not any("Roe" in detail for detail in details)
