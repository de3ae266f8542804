#ifndef MINGTANG_PAGE_H
#define MINGTANG_PAGE_H

#include <stddef.h>

/* What became of asking for a page. */
typedef enum {
    MINGTANG_PAGE_ANSWERED = 0,
    MINGTANG_PAGE_UNREACHABLE = 1,
    /* The host stands in a private network: nothing was sent there. */
    MINGTANG_PAGE_REFUSED = 2,
    /* More bytes than the limit, decompressed ones counted. */
    MINGTANG_PAGE_TOO_BIG = 3,
} mingtang_page_outcome;

/* Asks for a page and takes it into memory, at most so many bytes. Redirections are not followed: location is where to put the address that
 * one names, empty when there is none. type is where to put the kind of content. Both get at most their size with the final zero; a longer
 * location counts as none. bytes: to be freed with mingtang_page_free. */
mingtang_page_outcome mingtang_page_fetch(
    const char *url, const char *agent, int may_be_private, int only_head, size_t limit, long timeout_in_seconds, long *status,
    unsigned char **bytes, size_t *length, char *type, size_t type_size, char *location, size_t location_size);

void mingtang_page_free(unsigned char *bytes);

#endif
