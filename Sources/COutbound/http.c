#include "http.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    unsigned char *bytes;
    size_t length;
    size_t limit;
} answer;

static size_t take(char *bytes, size_t size, size_t count, void *context) {
    answer *into = context;
    size_t more = size * count;
    if (more > into->limit - into->length) return 0;
    unsigned char *grown = realloc(into->bytes, into->length + more + 1);
    if (!grown) return 0;
    memcpy(grown + into->length, bytes, more);
    into->bytes = grown;
    into->length += more;
    return more;
}

static void prepare_curl(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

int mingtang_http_fetch(
    const char *url, int may_be_plain, const char *form, const char *user, const char *password, size_t limit, long timeout_in_seconds,
    long *status, unsigned char **bytes, size_t *length, char *reason, size_t reason_size) {
    static pthread_once_t prepared = PTHREAD_ONCE_INIT;
    pthread_once(&prepared, prepare_curl);
    *status = 0;
    *bytes = NULL;
    *length = 0;
    CURL *curl = curl_easy_init();
    if (!curl) {
        snprintf(reason, reason_size, "out of memory");
        return 1;
    }
    answer into = {NULL, 0, limit};
    struct curl_slist *fields = curl_slist_append(NULL, "Accept: application/json");
    curl_easy_setopt(curl, CURLOPT_URL, url);
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, may_be_plain ? "https,http" : "https");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 5L);
    curl_easy_setopt(curl, CURLOPT_TIMEOUT, timeout_in_seconds);
    curl_easy_setopt(curl, CURLOPT_PROXY, "");
    curl_easy_setopt(curl, CURLOPT_HTTPHEADER, fields);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &into);
    if (form) {
        curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, (long)strlen(form));
        curl_easy_setopt(curl, CURLOPT_POSTFIELDS, form);
    }
    if (user) {
        curl_easy_setopt(curl, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
        curl_easy_setopt(curl, CURLOPT_USERNAME, user);
        curl_easy_setopt(curl, CURLOPT_PASSWORD, password ? password : "");
    }
    CURLcode code = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, status);
    curl_slist_free_all(fields);
    curl_easy_cleanup(curl);
    if (code != CURLE_OK) {
        free(into.bytes);
        snprintf(reason, reason_size, "%s", curl_easy_strerror(code));
        return 1;
    }
    *bytes = into.bytes;
    *length = into.length;
    return 0;
}

void mingtang_http_free(unsigned char *bytes) { free(bytes); }
