"""What several commands say alike."""

from claims.providers.registry import BUILT_IN

TEAPOT = f"PROVIDERS names 'teapot', which is not known here. Known are: {', '.join(sorted(BUILT_IN))}."
