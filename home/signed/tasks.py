"""What the worker does. A lost task loses nothing: the screen of the clip offers to try again."""

from django_tasks import task

from home.models.signed import SignedMedia
from home.records.tasks import wordless
from home.signed import publishing


@task()
def transcode(media_id: int) -> None:
    with wordless():
        media = SignedMedia.objects.filter(pk=media_id).first()
        if media:
            publishing.convert(media)
