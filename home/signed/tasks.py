"""What the worker does. A lost task loses nothing: screens offer to convert again, the report names what is late."""

from django_tasks import task

from home.models.signed import SignedMedia, SignedVersion
from home.records.tasks import wordless


@task()
def transcode(media_id: int) -> None:
    from home.signed import publishing

    with wordless():
        media = SignedMedia.objects.filter(pk=media_id).first()
        if media:
            publishing.convert(media)


@task()
def tell_owner(version_id: int) -> None:
    from home.signed import telling

    with wordless():
        version = SignedVersion.objects.filter(pk=version_id).select_related("media__uploaded_by").first()
        if version:
            telling.tell_owner(version)
