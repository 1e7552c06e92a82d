"""Snapshots that are gone → out of the library. A page that stays in the index until then is found by no search."""

import logging
from collections.abc import Sequence

from claims.errors import StoreError
from claims.providers import registry

logger = logging.getLogger(__name__)


def forget_pages(snapshot_pks: Sequence[int]) -> None:
    """Take pages out of the index; when it is busy they stay until `rebuild_library`, and searches skip them."""
    try:
        registry.library().remove(snapshot_pks)
        registry.vectors().remove(snapshot_pks)
    except StoreError as error:
        logger.warning("Pages that are gone are still in the index (%s); `rebuild_library` mends it.", error)
