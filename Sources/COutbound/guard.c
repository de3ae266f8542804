#include "guard.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

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

curl_socket_t mingtang_guarded_socket(void *context, curlsocktype purpose, struct curl_sockaddr *address) {
    mingtang_guard *watch = context;
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
