"""Start page and first question: nothing is stored by looking, one decision is begun by answering."""

from django.urls import reverse

from decisions import services
from decisions.models import Decision


def page(decision, slug) -> str:
    """Address of a question."""
    return reverse("decisions:question", args=[decision.pk, slug])


def sent(**values):
    """What a page sends."""
    return {"base": "{}", "editor": "me", "number": 1} | values


def test_the_start_page_says_what_is_needed_and_opens_four_examples(client, site):
    html = client.get("/").content.decode()
    assert "12 questions, 4 to 5 minutes" in html
    for example in services.examples():
        assert reverse("decisions:example", args=[example.slug]) in html
    assert html.count('class="card"') == 4


def test_looking_at_the_first_question_stores_nothing(client, site):
    before = Decision.objects.count()
    assert client.get("/new/").status_code == 200
    assert Decision.objects.count() == before


def test_the_first_answer_begins_one_decision_even_when_sent_twice(client, site):
    before = Decision.objects.count()
    replies = [client.post("/new/", sent(**{"scenario-hosting-today": "prototype"})) for _ in range(2)]
    assert Decision.objects.count() == before + 1
    assert {reply.status_code for reply in replies} == {303}
    assert replies[0].url == replies[1].url
    assert replies[0].url.endswith("/q/reasons/")


def test_going_back_to_the_first_question_changes_the_decision_that_was_begun(client, site):
    before = Decision.objects.count()
    client.post("/new/", sent(**{"scenario-hosting-today": "prototype"}))
    again = client.post("/new/", sent(**{"scenario-hosting-today": "nothing"}))
    begun = Decision.objects.filter(example="").latest("created_at")
    assert begun.answers["scenario.hosting.today"] == "nothing"
    assert client.get("/new/").url == page(begun, "today")
    client.post(again.url, sent(**{"reasons-raised": ["nothing"]}))
    assert client.get("/new/").status_code == 200
    assert Decision.objects.count() == before + 1


def test_a_fault_in_the_first_answers_is_stored_and_shown(client, site):
    typed = {"scenario-hosting-today": "live_self_hosted", "scenario-hosting-bill_last_month": "3,4"}
    html = client.post("/new/", sent(**typed), follow=True).content.decode()
    assert "There is a problem" in html
    assert 'value="3,4"' in html


def test_a_browser_that_has_answers_is_offered_them_and_no_others(owner, decision):
    services.start_decision(title="Not ours")
    html = owner.get("/new/").content.decode()
    assert reverse("decisions:check", args=[decision.pk]) in html
    assert "Not ours" not in html


def test_copying_an_example_makes_a_decision_of_ones_own(client, site):
    reply = client.post(reverse("decisions:copy_example", args=["rural-clinics"]))
    html = client.get(reply.url).content.decode()
    assert "One small machine" in html
    assert client.post(reverse("decisions:copy_example", args=["no-such"])).status_code == 404
