"""The smallest Wagtail site with a list page: pages of items in SQLite, listed by a template. `wagtail_site.py prepare` makes its database.

The folder comes from WAGTAIL_BENCH and holds items.json, what our interface says of a domain's items, and length, the bytes our page has: as many
items are listed as make a page of that length.
"""

import json
import os
import sys
from pathlib import Path

import django
from django.conf import settings

FOLDER = Path(os.environ["WAGTAIL_BENCH"])
# The migration of the two page types is made there, too.
sys.path.append(str(FOLDER))

settings.configure(
    DEBUG=False, SECRET_KEY="measuring only", ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, USE_TZ=True, LANGUAGE_CODE="zh-hans",
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": FOLDER / "wagtail.sqlite", "CONN_MAX_AGE": None}},
    MIGRATION_MODULES={"wagtail_list": "list_migrations"},
    DEFAULT_AUTO_FIELD="django.db.models.BigAutoField", WAGTAIL_SITE_NAME="bench", WAGTAILADMIN_BASE_URL="http://127.0.0.1", STATIC_URL="/static/",
    INSTALLED_APPS=[
        "wagtail_list", "wagtail.users", "wagtail.images", "wagtail.documents", "wagtail.admin", "wagtail.search", "wagtail.sites", "wagtail", "taggit",
        "modelcluster", "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages",
    ],
    MIDDLEWARE=["django.middleware.common.CommonMiddleware"],
    TEMPLATES=[{
        "BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }])
django.setup()

from django.core.management import call_command  # noqa: E402
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.urls import include, path  # noqa: E402
from wagtail import urls as wagtail_urls  # noqa: E402

urlpatterns = [path("", include(wagtail_urls))]


def prepare():
    from django.test import Client
    from wagtail.models import Page, Site
    from wagtail_list.models import ItemPage, ListPage

    (FOLDER / "list_migrations").mkdir(exist_ok=True)
    (FOLDER / "list_migrations/__init__.py").touch()
    call_command("makemigrations", "wagtail_list", verbosity=0)
    call_command("migrate", verbosity=0)
    root = Page.get_first_root_node()
    home = root.add_child(instance=ListPage(title="首页", slug="bench-home"))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "127.0.0.1", "root_page": home})
    parent = home.add_child(instance=ListPage(title="基层政务公开标准目录", slug="list"))
    wanted = int((FOLDER / "length").read_text())
    items = json.loads((FOLDER / "items.json").read_text(encoding="utf-8"))["results"]

    def add(number):
        parent.add_child(instance=ItemPage.of(items[number % len(items)], number))

    def length():
        return len(Client(headers={"host": "127.0.0.1"}).get("/list/").content)

    add(0), add(1)
    two = length()
    for number in range(2, 2 + len(items)):
        add(number)
    each = (length() - two) / len(items)
    for number in range(2 + len(items), round((wanted - two) / each) + 2):
        add(number)
    for page in list(ItemPage.objects.order_by("-position")[:max(0, ItemPage.objects.count() - round((wanted - two) / each) - 2)]):
        page.delete()


if sys.argv[-1] == "prepare":
    prepare()
else:
    application = get_wsgi_application()
