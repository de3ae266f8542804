from django.db import models
from wagtail.models import Page


class ItemPage(Page):
    """An item of the catalogue, with the columns of the standard table."""

    position = models.IntegerField()
    levels = models.TextField(blank=True)
    elements = models.TextField(blank=True)
    bases = models.TextField(blank=True)
    time_limit = models.TextField(blank=True)
    unit = models.TextField(blank=True)
    channels = models.TextField(blank=True)
    audience = models.TextField(blank=True)
    tiers = models.TextField(blank=True)

    @staticmethod
    def of(item: dict, position: int) -> "ItemPage":
        def text(name: str) -> str:
            value = item.get(name)
            if isinstance(value, dict):
                value = value.get("text")
            return "\n".join(map(str, value)) if isinstance(value, list) else str(value or "")

        return ItemPage(
            title=text("levels").replace("\n", "·")[:200], slug=f"item-{position}", position=position, levels=text("levels"), elements=text("elements"),
            bases=text("bases"), time_limit=text("timeLimit"), unit=text("subjects"), channels=text("channels"), audience=text("audience"),
            tiers=text("tiers"))


class ListPage(Page):
    def get_context(self, request):
        return {**super().get_context(request), "items": ItemPage.objects.child_of(self).live().order_by("position")}
