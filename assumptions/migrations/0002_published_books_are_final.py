"""Keep published books as they are, by triggers of the database."""

from django.db import migrations

from assumptions import triggers


class Migration(migrations.Migration):
    dependencies = [("assumptions", "0001_initial")]

    operations = [migrations.RunPython(triggers.install, triggers.remove)]
