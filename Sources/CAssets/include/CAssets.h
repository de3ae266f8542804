#ifndef MINGTANG_CASSETS_H
#define MINGTANG_CASSETS_H

#include <stddef.h>

/// A file of the portal that is part of the program: style sheet, script, picture.
typedef struct {
    /// Its name under /assets/, such as "site.css".
    const char *_Nonnull name;
    /// Its media type, such as "text/css; charset=utf-8".
    const char *_Nonnull mediaType;
    const unsigned char *_Nonnull bytes;
    size_t length;
} mingtang_asset;

/// All of them; `mingtang_asset_count` long.
extern const mingtang_asset *_Nonnull const mingtang_assets;
extern const size_t mingtang_asset_count;

#endif
