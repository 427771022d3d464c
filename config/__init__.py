"""What runs: settings, URLs, the WSGI entry, and the few pieces that guard every request."""
