#include "probe.h"

#include <curl/curl.h>
#include <pthread.h>

#include "guard.h"

static size_t leave(char *bytes, size_t size, size_t count, void *context) {
    (void)bytes;
    (void)context;
    (void)size;
    (void)count;
    return 0;
}

static void prepare_curl(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

static CURLcode ask(CURL *curl, int head, long *status) {
    curl_easy_setopt(curl, CURLOPT_NOBODY, head ? 1L : 0L);
    if (!head) curl_easy_setopt(curl, CURLOPT_HTTPGET, 1L);
    CURLcode code = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, status);
    /* Refusing the content of an answer ends it; its status is known by then. */
    return code == CURLE_WRITE_ERROR && *status > 0 ? CURLE_OK : code;
}

mingtang_probe_outcome mingtang_http_probe(const char *url, int may_be_private, long timeout_in_seconds, long *status) {
    static pthread_once_t prepared = PTHREAD_ONCE_INIT;
    pthread_once(&prepared, prepare_curl);
    *status = 0;
    CURL *curl = curl_easy_init();
    if (!curl) return MINGTANG_PROBE_UNREACHABLE;
    mingtang_guard watch = {may_be_private, 0};
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https,http");
    curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "https,http");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(curl, CURLOPT_MAXREDIRS, 5L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, timeout_in_seconds < 5 ? timeout_in_seconds : 5L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, timeout_in_seconds);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, mingtang_guarded_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &watch);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, leave);
    CURLcode code = ask(curl, 1, status);
    /* Some servers do not know HEAD, and some answer it as if the page were missing. */
    if (code == CURLE_OK && *status >= 400) code = ask(curl, 0, status);
    curl_easy_cleanup(curl);
    if (watch.was_refused) return MINGTANG_PROBE_REFUSED;
    return code == CURLE_OK ? MINGTANG_PROBE_ANSWERED : MINGTANG_PROBE_UNREACHABLE;
}
