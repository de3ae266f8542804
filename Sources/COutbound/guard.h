#ifndef MINGTANG_GUARD_H
#define MINGTANG_GUARD_H

#include <curl/curl.h>

/* Keeps connections out of private networks: every address that a name leads to is looked at before a connection is made. */
typedef struct {
    int may_be_private;
    int was_refused;
} mingtang_guard;

/* For CURLOPT_OPENSOCKETFUNCTION; the context is a mingtang_guard. */
curl_socket_t mingtang_guarded_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address);

#endif
