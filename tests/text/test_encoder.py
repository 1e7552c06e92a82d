import numpy as np
import pytest

from claims.text.encoder import WIDTH, load_encoder
from tests.text.test_ranker import HOSTILE

SAME = ["The number of people out of work fell.", "Unemployment went down."]
OTHER = "The orchestra played until midnight."


def test_texts_that_say_the_same_are_closer_than_others():
    one, same, other = load_encoder().vectors([*SAME, OTHER])
    assert one @ same > 0.5 > 0.3 > one @ other


def test_vectors_have_length_one_and_their_width():
    vectors = load_encoder().vectors(SAME)
    assert vectors.shape == (2, WIDTH)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx([1, 1])


def test_a_text_has_the_same_vector_in_any_company():
    encoder = load_encoder()
    assert (encoder.vectors([OTHER, *SAME])[1] == encoder.vectors(SAME)[0]).all()


def test_no_texts_have_no_vectors():
    assert load_encoder().vectors([]).shape == (0, WIDTH)


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_text_has_a_vector(text):
    assert np.isfinite(load_encoder().vectors([text])).all()
