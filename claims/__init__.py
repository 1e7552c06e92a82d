"""The fact-checking workbench.

An article is fetched and kept (`pipeline.fetch_article`), its claims are proposed
(`pipeline.detect_claims`), providers are asked for sources (`pipeline.run_search`), the
pages they name are captured (`pipeline.capture_source`) and the passages that bear on the
claim are suggested as evidence (`pipeline.rank_evidence`). A person accepts or dismisses.

Imports go down only: doors (`api`, `web`, `management`), `tasks`, `pipeline`, `domain`,
`models`, `providers`, `net`, `store`, `text`, then the words (`errors`, `enums`).
"""
