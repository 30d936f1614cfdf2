"""What all tests share: hypothesis draws the same examples on every run, and takes the time that a reading takes."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile(
    "servanda", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60
)
settings.load_profile("servanda")
