#ifndef COUTBOUND_H
#define COUTBOUND_H

#include "http.h"
#include "mail.h"
#include "page.h"
#include "probe.h"

#endif
