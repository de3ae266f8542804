#define _GNU_SOURCE
#include "mail.h"

#include <curl/curl.h>
#include <errno.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <time.h>
#include <unistd.h>

typedef struct {
    const char *bytes;
    size_t length;
    size_t place;
} source;

static size_t read_source(char *buffer, size_t size, size_t count, void *context) {
    source *from = context;
    size_t room = size * count, rest = from->length - from->place;
    size_t taken = rest < room ? rest : room;
    memcpy(buffer, from->bytes + from->place, taken);
    from->place += taken;
    return taken;
}

static void prepare_curl(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

mingtang_mail_outcome mingtang_smtp_send(
    const char *url, const char *user, const char *password, int may_be_plain, const char *from, const char *to, const char *message,
    size_t length, long timeout_in_seconds, long *status, char *reason, size_t reason_size) {
    static pthread_once_t prepared = PTHREAD_ONCE_INIT;
    pthread_once(&prepared, prepare_curl);
    *status = 0;
    CURL *curl = curl_easy_init();
    struct curl_slist *recipients = curl_slist_append(NULL, to);
    if (!curl || !recipients) {
        snprintf(reason, reason_size, "out of memory");
        curl_slist_free_all(recipients);
        curl_easy_cleanup(curl);
        return MINGTANG_MAIL_TEMPORARY;
    }
    source text = {message, length, 0};
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 15L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, timeout_in_seconds);
    /* No proxy of the environment: mail goes to the server that the operator named. */
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_USE_SSL, (long)(user && !may_be_plain ? CURLUSESSL_ALL : CURLUSESSL_TRY));
    if (user) {
        curl_easy_setopt(curl, CURLOPT_USERNAME, user);
        curl_easy_setopt(curl, CURLOPT_PASSWORD, password ? password : "");
    }
    curl_easy_setopt(curl, CURLOPT_MAIL_FROM, from);
    curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients);
    curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
    curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_source);
    curl_easy_setopt(curl, CURLOPT_READDATA, &text);
    CURLcode code = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, status);
    curl_slist_free_all(recipients);
    curl_easy_cleanup(curl);
    if (code == CURLE_OK) return MINGTANG_MAIL_TAKEN;
    snprintf(reason, reason_size, "%s", curl_easy_strerror(code));
    /* 5xx is final when it answers the sender, the recipient or the whole message; at the greeting or the login it is the server's trouble. */
    int is_final = *status >= 500 && *status < 600 && (code == CURLE_SEND_ERROR || text.place > 0);
    return is_final ? MINGTANG_MAIL_REFUSED : MINGTANG_MAIL_TEMPORARY;
}

static int wait_for(pid_t child, long timeout_in_seconds, int *status) {
    struct timespec pause = {0, 20 * 1000 * 1000};
    for (long waited = 0; waited < timeout_in_seconds * 50; waited++) {
        pid_t ended = waitpid(child, status, WNOHANG);
        if (ended == child) return 1;
        if (ended < 0 && errno != EINTR) return 0;
        nanosleep(&pause, NULL);
    }
    kill(child, SIGKILL);
    while (waitpid(child, status, 0) < 0 && errno == EINTR) {}
    return 0;
}

mingtang_mail_outcome mingtang_sendmail(
    const char *program, const char *from, const char *to, const char *message, size_t length, long timeout_in_seconds, long *status) {
    *status = -1;
    /* A file without a name instead of a pipe: a program that does not read cannot block us. */
    FILE *file = tmpfile();
    if (!file) return MINGTANG_MAIL_TEMPORARY;
    if (fwrite(message, 1, length, file) != length || fflush(file) != 0 || fseek(file, 0, SEEK_SET) != 0) {
        fclose(file);
        return MINGTANG_MAIL_TEMPORARY;
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, fileno(file), 0);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", 1 /* O_WRONLY */, 0);
    posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", 1 /* O_WRONLY */, 0);
    /* A server blocks and ignores signals that the program must not. */
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    sigset_t signals;
    sigemptyset(&signals);
    posix_spawnattr_setsigmask(&attributes, &signals);
    sigaddset(&signals, SIGPIPE);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    posix_spawnattr_setsigdefault(&attributes, &signals);
    char *const arguments[] = {(char *)program, "-i", "-f", (char *)from, "--", (char *)to, NULL};
    char *const environment[] = {"PATH=/usr/sbin:/usr/bin:/bin", "LC_ALL=C.UTF-8", NULL};
    pid_t child;
    int started = posix_spawn(&child, program, &actions, &attributes, arguments, environment) == 0;
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    int ended = 0;
    int wait_status = 0;
    if (started) ended = wait_for(child, timeout_in_seconds, &wait_status);
    fclose(file);
    if (!ended || !WIFEXITED(wait_status)) return MINGTANG_MAIL_TEMPORARY;
    *status = WEXITSTATUS(wait_status);
    if (*status == 0) return MINGTANG_MAIL_TAKEN;
    return *status == EX_NOUSER || *status == EX_DATAERR || *status == EX_NOHOST ? MINGTANG_MAIL_REFUSED : MINGTANG_MAIL_TEMPORARY;
}
