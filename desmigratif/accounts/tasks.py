"""What `manage.py worker` does for the files that people asked for."""

from django_tasks import task

from . import workers
from .models import PreparedFile
from .preparing import make


@task()
def prepare(number):
    """Makes a file; one that was made, or forgotten meanwhile, is left alone."""
    waiting = PreparedFile.objects.waiting().select_related("user__organisation")
    if file := waiting.filter(number=number).first():
        make(file)


def take_up_files():
    """Queues the files whose making broke off; returns their numbers."""
    waiting = PreparedFile.objects.waiting().values_list("number", "touched_at")
    return workers.take_up(prepare, {str(number): at for number, at in waiting})
