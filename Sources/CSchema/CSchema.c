#include "CSchema.h"

static const char main_0001[] = {
#embed "main/0001-hall.sql"
};
static const char main_0002[] = {
#embed "main/0002-access.sql"
};
static const char main_0003[] = {
#embed "main/0003-log.sql"
};
static const char main_0004[] = {
#embed "main/0004-obligations.sql"
};
static const char main_0005[] = {
#embed "main/0005-gate.sql"
};
static const char main_0006[] = {
#embed "main/0006-checks.sql"
};
static const char main_0007[] = {
#embed "main/0007-requests.sql"
};
static const char main_0008[] = {
#embed "main/0008-annual-report.sql"
};
static const char main_0009[] = {
#embed "main/0009-monitoring.sql"
};
static const char main_0010[] = {
#embed "main/0010-evaluation.sql"
};
static const char main_0011[] = {
#embed "main/0011-programme.sql"
};
static const char main_0012[] = {
#embed "main/0012-site-check.sql"
};
static const char main_0013[] = {
#embed "main/0013-figures.sql"
};
static const char main_0014[] = {
#embed "main/0014-interpretation.sql"
};
static const char main_0015[] = {
#embed "main/0015-public-opinion.sql"
};
static const char main_0016[] = {
#embed "main/0016-participation.sql"
};
static const char main_0017[] = {
#embed "main/0017-messages.sql"
};
static const char main_0018[] = {
#embed "main/0018-random-inspection.sql"
};
static const char main_0019[] = {
#embed "main/0019-guides.sql"
};
static const char main_0020[] = {
#embed "main/0020-ratings.sql"
};
static const char main_0021[] = {
#embed "main/0021-ledgers.sql"
};
static const char main_0022[] = {
#embed "main/0022-open-data.sql"
};
static const char main_0023[] = {
#embed "main/0023-subscriptions.sql"
};
static const char main_0024[] = {
#embed "main/0024-gatherings.sql"
};
static const char main_0025[] = {
#embed "main/0025-questionnaires.sql"
};
static const char main_0026[] = {
#embed "main/0026-sign-ups.sql"
};
static const char search_0001[] = {
#embed "search/0001-index.sql"
};
static const char search_0002[] = {
#embed "search/0002-answers.sql"
};

/* In order within each series. A released file never changes; the next change is the next file. */
static const mingtang_migration migrations[] = {
    {"main", "0001-hall", main_0001, sizeof main_0001},
    {"main", "0002-access", main_0002, sizeof main_0002},
    {"main", "0003-log", main_0003, sizeof main_0003},
    {"main", "0004-obligations", main_0004, sizeof main_0004},
    {"main", "0005-gate", main_0005, sizeof main_0005},
    {"main", "0006-checks", main_0006, sizeof main_0006},
    {"main", "0007-requests", main_0007, sizeof main_0007},
    {"main", "0008-annual-report", main_0008, sizeof main_0008},
    {"main", "0009-monitoring", main_0009, sizeof main_0009},
    {"main", "0010-evaluation", main_0010, sizeof main_0010},
    {"main", "0011-programme", main_0011, sizeof main_0011},
    {"main", "0012-site-check", main_0012, sizeof main_0012},
    {"main", "0013-figures", main_0013, sizeof main_0013},
    {"main", "0014-interpretation", main_0014, sizeof main_0014},
    {"main", "0015-public-opinion", main_0015, sizeof main_0015},
    {"main", "0016-participation", main_0016, sizeof main_0016},
    {"main", "0017-messages", main_0017, sizeof main_0017},
    {"main", "0018-random-inspection", main_0018, sizeof main_0018},
    {"main", "0019-guides", main_0019, sizeof main_0019},
    {"main", "0020-ratings", main_0020, sizeof main_0020},
    {"main", "0021-ledgers", main_0021, sizeof main_0021},
    {"main", "0022-open-data", main_0022, sizeof main_0022},
    {"main", "0023-subscriptions", main_0023, sizeof main_0023},
    {"main", "0024-gatherings", main_0024, sizeof main_0024},
    {"main", "0025-questionnaires", main_0025, sizeof main_0025},
    {"main", "0026-sign-ups", main_0026, sizeof main_0026},
    {"search", "0001-index", search_0001, sizeof search_0001},
    {"search", "0002-answers", search_0002, sizeof search_0002},
};
const size_t mingtang_migration_count = sizeof migrations / sizeof migrations[0];
const mingtang_migration *const mingtang_migrations = migrations;
