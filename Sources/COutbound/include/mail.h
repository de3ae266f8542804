#ifndef MINGTANG_MAIL_H
#define MINGTANG_MAIL_H

#include <stddef.h>

/* What became of a mail. */
typedef enum {
    MINGTANG_MAIL_TAKEN = 0,
    /* Try again later. */
    MINGTANG_MAIL_TEMPORARY = 1,
    /* The address or the mail itself is refused for good. */
    MINGTANG_MAIL_REFUSED = 2,
} mingtang_mail_outcome;

/* Hands a message to an SMTP server and waits for its answer.
 *
 * url: smtp://host:port or smtps://host:port. user and password: NULL for a server that asks for none; with them the connection must be
 * encrypted unless may_be_plain. message: RFC 5322 with CRLF line ends; dots are doubled here. status: the server's last answer, such as
 * 550, 0 when there was none. reason: where to put libcurl's name for what went wrong; at least 64 bytes. */
mingtang_mail_outcome mingtang_smtp_send(
    const char *url, const char *user, const char *password, int may_be_plain, const char *from, const char *to, const char *message,
    size_t length, long timeout_in_seconds, long *status, char *reason, size_t reason_size);

/* Hands a message to a sendmail program on its standard input and waits until it ends, at most so long. Its exit status is put in status,
 * -1 when it could not be started or did not end. */
mingtang_mail_outcome mingtang_sendmail(
    const char *program, const char *from, const char *to, const char *message, size_t length, long timeout_in_seconds, long *status);

#endif
