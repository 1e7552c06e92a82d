import pytest

from tests.factories import make_prior_review
from tests.models.constraints import violates

pytestmark = pytest.mark.django_db


def test_what_somebody_found_about_a_claim_is_kept_once():
    make_prior_review(claim_text="The earth is flat.")
    with violates("priorreview_once"):
        make_prior_review(claim_text="The earth is flat.")


def test_one_page_may_review_several_claims():
    assert make_prior_review(claim_text="One.").url == make_prior_review(claim_text="Two.").url
