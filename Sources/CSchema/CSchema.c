#include "CSchema.h"

static const char main_0001[] = {
#embed "main/0001-hall.sql"
};
static const char search_0001[] = {
#embed "search/0001-index.sql"
};

/* In order within each series. A released file never changes; the next change is the next file. */
static const mingtang_migration migrations[] = {
    {"main", "0001-hall", main_0001, sizeof main_0001},
    {"search", "0001-index", search_0001, sizeof search_0001},
};
const size_t mingtang_migration_count = sizeof migrations / sizeof migrations[0];
const mingtang_migration *const mingtang_migrations = migrations;
