"""What runs: settings, URLs, the WSGI entry, and the few pieces that guard every request."""

import os

# Hamilton would import plotly, yaml and more "extensions" that the model does not use: a third of the start-up time.
os.environ.setdefault("HAMILTON_AUTOLOAD_EXTENSIONS", "0")
