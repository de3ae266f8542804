#ifndef MINGTANG_SCHEMA_H
#define MINGTANG_SCHEMA_H

#include <stddef.h>

/// A numbered migration, embedded from the .sql file of that name.
typedef struct {
    const char *_Nonnull series;
    const char *_Nonnull name;
    const char *_Nonnull script;
    size_t length;
} mingtang_migration;

extern const mingtang_migration *_Nonnull const mingtang_migrations;
extern const size_t mingtang_migration_count;

#endif
