"""A chat server for tests: answers what it is told to, in the shape of the protocol that such servers share."""

import json
from itertools import chain, repeat

from tests.net.hostile import HostileServer, answer

MODEL = "llama3.1:8b"


def make_answer(content, *, ended_by="stop", **fields):
    """An answer of the chat protocol."""
    choice = {"index": 0, "message": {"role": "assistant", "content": content}, "finish_reason": ended_by}
    answer = {"id": "chatcmpl-1", "object": "chat.completion", "model": MODEL, "system_fingerprint": "fp_ollama"}
    return {**answer, "choices": [choice], "usage": {"prompt_tokens": 900}, **fields}


def said(content, **fields):
    """A server that says so."""
    return as_json(make_answer(content, **fields))


def as_json(value, *, status="200 OK", **headers):
    return answer(json.dumps(value).encode(), status=status, headers={"Content-Type": "application/json", **headers})


def proposing(*entries, **fields):
    """A server whose model proposes these."""
    return said(json.dumps({"claims": list(entries)}), **fields)


class ChatServer(HostileServer):
    """Answers the questions in order, the last answer again and again."""

    def __init__(self, *scripts):
        upcoming = chain(scripts, repeat(scripts[-1]))
        super().__init__({"/v1/chat/completions": lambda *given: next(upcoming)(*given)})

    def asked(self):
        """The questions, as the model got them."""
        return [json.loads(request.partition("\r\n\r\n")[2]) for request in self.requests]
