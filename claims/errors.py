"""Everything that can go wrong, as one tree; each error knows whether trying again can help.

WorkbenchError
├── BadInput                what a person handed in cannot be used
├── FetchError
│   ├── FetchRefused        our own gate said no; never tried again
│   └── FetchFailed         the network or the other host failed
├── ExtractionError         bytes that no text could be read from
├── ProviderError           an outside service did not answer properly
├── StoreError
│   ├── BlobMissing         a raw copy is not where it should be
│   ├── BlobCorrupt         a raw copy no longer has its hash
│   ├── StoreFull           no room left on the disk
│   └── LibraryBusy         another process holds the index for writing
├── NotYet                  the work must wait for something; no attempt is spent
├── LeaseLost               another worker holds this row now
├── TransitionDenied        the workflow does not allow this step
├── PermissionDenied        this person may not do this
└── StaleVersion            somebody else saved first

``str(error)`` is one sentence for a person; ``code`` is a stable name for machines.
"""

from collections.abc import Sequence
from typing import Any


class WorkbenchError(Exception):
    """Base of every error that the workbench raises on purpose."""

    code = "error"
    can_retry = False
    retry_after = 0.0

    def __init__(self, message: str, *, code: str | None = None, can_retry: bool | None = None) -> None:
        super().__init__(message)
        if code is not None:
            self.code = code
        if can_retry is not None:
            self.can_retry = can_retry


class BadInput(WorkbenchError):
    """What a person handed in cannot be used; the message says what was wrong and what to do."""

    code = "bad_input"

    def __init__(self, message: str, *, field: str = "", code: str | None = None) -> None:
        super().__init__(message, code=code)
        self.field = field


class FetchError(WorkbenchError):
    """A page could not be fetched."""

    code = "fetch_error"


class FetchRefused(FetchError):
    """Our own gate refused the address; trying again cannot help."""

    code = "refused"


class FetchFailed(FetchError):
    """The network or the host failed: ``can_retry`` says if it may pass, ``retry_after`` after how many seconds."""

    code = "fetch_failed"
    can_retry = True

    def __init__(
        self, message: str, *, code: str | None = None, can_retry: bool | None = None, retry_after: float = 0.0
    ) -> None:
        super().__init__(message, code=code, can_retry=can_retry)
        self.retry_after = retry_after


class ExtractionError(WorkbenchError):
    """No text could be read from the bytes."""

    code = "unreadable"


class ProviderError(WorkbenchError):
    """An outside service did not answer properly."""

    code = "provider_error"
    can_retry = True

    def __init__(
        self, message: str, *, permanent: bool = False, code: str | None = None, retry_after: float = 0.0
    ) -> None:
        super().__init__(message, code=code, can_retry=not permanent)
        self.retry_after = retry_after


class StoreError(WorkbenchError):
    """Something kept outside the database failed."""

    code = "store_error"


class BlobMissing(StoreError):
    """A raw copy is not where it should be."""

    code = "blob_missing"


class BlobCorrupt(StoreError):
    """A raw copy no longer has the hash it was stored under."""

    code = "blob_corrupt"


class StoreFull(StoreError):
    """The disk has no room left; nothing was kept."""

    code = "store_full"
    can_retry = True


class LibraryBusy(StoreError):
    """Another process holds the library index for writing."""

    code = "library_busy"
    can_retry = True


class NotYet(WorkbenchError):
    """The work must wait: for a page to be captured, for its turn at a host. No attempt is spent.

    ``retry_after`` is in seconds; the message says what is waited for. ``is_trouble``, by itself true of
    waits longer than anybody would sit out, says that people should hear of it as of an error. ``ready``
    are the rows that have to be worked on first.
    """

    code = "not_yet"
    can_retry = True
    PATIENCE_SECONDS = 10.0

    def __init__(
        self, message: str, *, retry_after: float, is_trouble: bool | None = None, ready: Sequence[Any] = ()
    ) -> None:
        super().__init__(message)
        self.retry_after, self.ready = retry_after, tuple(ready)
        self.is_trouble = retry_after > self.PATIENCE_SECONDS if is_trouble is None else is_trouble


class LeaseLost(WorkbenchError):
    """Another worker holds this row now; what this one found is thrown away."""

    code = "lease_lost"


class TransitionDenied(WorkbenchError):
    """The workflow does not allow this step; the message names both states and what is missing."""

    code = "transition_denied"


class PermissionDenied(WorkbenchError):
    """This person may not do this."""

    code = "permission_denied"


class StaleVersion(WorkbenchError):
    """Somebody else saved first."""

    code = "stale_version"
