#ifndef MINGTANG_HTTP_H
#define MINGTANG_HTTP_H

#include <stddef.h>

/* Asks a web server and takes its whole answer into memory, at most so many bytes. Redirects are not followed, certificates are checked.
 *
 * url: https://, or http:// when may_be_plain. form: the body of a POST as application/x-www-form-urlencoded; NULL for a GET. user and
 * password: for HTTP Basic; NULL for none. bytes: to be freed with mingtang_http_free. reason: where to put libcurl's name for what went
 * wrong; at least 64 bytes. Returns 0 when there was an answer of whatever status. */
int mingtang_http_fetch(
    const char *url, int may_be_plain, const char *form, const char *user, const char *password, size_t limit, long timeout_in_seconds,
    long *status, unsigned char **bytes, size_t *length, char *reason, size_t reason_size);

void mingtang_http_free(unsigned char *bytes);

#endif
