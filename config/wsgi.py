"""The WSGI entry; loads what the first request would otherwise wait for."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()

from django.urls import get_resolver  # noqa: E402

import estimator  # noqa: E402, F401  loads pandas and the model's graph

_ = get_resolver().url_patterns

# What is loaded now stays: full collections need not walk it again, which would take 50 ms in the middle of a request.
gc.collect()
gc.freeze()
