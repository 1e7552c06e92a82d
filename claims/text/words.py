"""Word lists written as running text, which is how people read and mend them."""


def words_in_order(listing: str) -> tuple[str, ...]:
    """Give the words of a listing in the order in which they are written."""
    return tuple(listing.split())


def words_of(listing: str) -> frozenset[str]:
    """Give the words of a listing as a set."""
    return frozenset(listing.split())
