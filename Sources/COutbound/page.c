#include "page.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "guard.h"

typedef struct {
    unsigned char *bytes;
    size_t length;
    size_t limit;
    int was_too_big;
} content;

static size_t take(char *bytes, size_t size, size_t count, void *context) {
    content *into = context;
    size_t more = size * count;
    if (more > into->limit - into->length) {
        into->was_too_big = 1;
        return 0;
    }
    unsigned char *grown = realloc(into->bytes, into->length + more + 1);
    if (!grown) return 0;
    memcpy(grown + into->length, bytes, more);
    into->bytes = grown;
    into->length += more;
    return more;
}

static void prepare_curl(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

static void copy(char *into, size_t size, const char *text) {
    if (size == 0) return;
    size_t length = text ? strlen(text) : 0;
    if (length >= size) length = 0;
    if (length > 0) memcpy(into, text, length);
    into[length] = 0;
}

mingtang_page_outcome mingtang_page_fetch(
    const char *url, const char *agent, int may_be_private, int only_head, size_t limit, long timeout_in_seconds, long *status,
    unsigned char **bytes, size_t *length, char *type, size_t type_size, char *location, size_t location_size) {
    static pthread_once_t prepared = PTHREAD_ONCE_INIT;
    pthread_once(&prepared, prepare_curl);
    *status = 0;
    *bytes = NULL;
    *length = 0;
    copy(type, type_size, NULL);
    copy(location, location_size, NULL);
    CURL *curl = curl_easy_init();
    if (!curl) return MINGTANG_PAGE_UNREACHABLE;
    mingtang_guard watch = {may_be_private, 0};
    content into = {NULL, 0, limit, 0};
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, agent);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https,http");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, timeout_in_seconds < 10 ? timeout_in_seconds : 10L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, timeout_in_seconds);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
    curl_easy_setopt(curl, CURLOPT_FORBID_REUSE, 1L);
    curl_easy_setopt(curl, CURLOPT_NOBODY, only_head ? 1L : 0L);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, mingtang_guarded_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &watch);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &into);
    CURLcode code = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, status);
    char *text = NULL;
    if (curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &text) == CURLE_OK) copy(type, type_size, text);
    text = NULL;
    if (curl_easy_getinfo(curl, CURLINFO_REDIRECT_URL, &text) == CURLE_OK) copy(location, location_size, text);
    curl_easy_cleanup(curl);
    if (code != CURLE_OK) {
        free(into.bytes);
        if (into.was_too_big) return MINGTANG_PAGE_TOO_BIG;
        return watch.was_refused ? MINGTANG_PAGE_REFUSED : MINGTANG_PAGE_UNREACHABLE;
    }
    *bytes = into.bytes;
    *length = into.length;
    return MINGTANG_PAGE_ANSWERED;
}

void mingtang_page_free(unsigned char *bytes) { free(bytes); }
