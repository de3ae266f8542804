#ifndef CNETWORK_H
#define CNETWORK_H

#include "http.h"
#include "mail.h"
#include "probe.h"

#endif
