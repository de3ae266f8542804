#ifndef MINGTANG_PROBE_H
#define MINGTANG_PROBE_H

/* What became of asking for a web address. */
typedef enum {
    MINGTANG_PROBE_ANSWERED = 0,
    MINGTANG_PROBE_UNREACHABLE = 1,
    /* The host, or one that it redirects to, stands in a private network: nothing was sent there. */
    MINGTANG_PROBE_REFUSED = 2,
} mingtang_probe_outcome;

/* Asks for the head of a web page, follows at most five redirections and takes in no content. Every address that a name leads to is looked at
 * before a connection is made, so that a name cannot lead into a private network. may_be_private: for tests. status: of the last answer. */
mingtang_probe_outcome mingtang_http_probe(const char *url, int may_be_private, long timeout_in_seconds, long *status);

#endif
