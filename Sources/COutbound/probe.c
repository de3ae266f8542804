#include "probe.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

typedef struct {
    int may_be_private;
    int was_refused;
} guard;

static int is_private_v4(uint32_t address) {
    uint8_t a = address >> 24, b = address >> 16, c = address >> 8;
    if (a == 0 || a == 10 || a == 127 || a >= 224) return 1;
    if (a == 100 && b >= 64 && b <= 127) return 1;
    if (a == 169 && b == 254) return 1;
    if (a == 172 && b >= 16 && b <= 31) return 1;
    if (a == 192 && (b == 168 || (b == 0 && (c == 0 || c == 2)))) return 1;
    return a == 198 && (b == 18 || b == 19);
}

/* Only global unicast (2000::/3); 6to4 and NAT64 carry an IPv4 address of their own. */
static int is_private_v6(const uint8_t *address) {
    static const uint8_t mapped[12] = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};
    if (memcmp(address, mapped, 12) == 0)
        return is_private_v4((uint32_t)address[12] << 24 | (uint32_t)address[13] << 16 | (uint32_t)address[14] << 8 | address[15]);
    if ((address[0] & 0xE0) != 0x20) return 1;
    if (address[0] == 0x20 && address[1] == 0x02) return 1;
    return address[0] == 0x20 && address[1] == 0x01 && address[2] == 0 && address[3] == 0;
}

static curl_socket_t open_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address) {
    guard *watch = context;
    (void)purpose;
    if (!watch->may_be_private) {
        int is_private = 1;
        if (address->family == AF_INET)
            is_private = is_private_v4(ntohl(((struct sockaddr_in *)&address->addr)->sin_addr.s_addr));
        else if (address->family == AF_INET6)
            is_private = is_private_v6(((struct sockaddr_in6 *)&address->addr)->sin6_addr.s6_addr);
        if (is_private) {
            watch->was_refused = 1;
            return CURL_SOCKET_BAD;
        }
    }
    return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

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
    guard watch = {may_be_private, 0};
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
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, &watch);
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, leave);
    CURLcode code = ask(curl, 1, status);
    /* Some servers do not know HEAD, and some answer it as if the page were missing. */
    if (code == CURLE_OK && *status >= 400) code = ask(curl, 0, status);
    curl_easy_cleanup(curl);
    if (watch.was_refused) return MINGTANG_PROBE_REFUSED;
    return code == CURLE_OK ? MINGTANG_PROBE_ANSWERED : MINGTANG_PROBE_UNREACHABLE;
}
