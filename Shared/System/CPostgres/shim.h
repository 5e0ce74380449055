#ifndef TUPO_CPOSTGRES_SHIM_H
#define TUPO_CPOSTGRES_SHIM_H

#include <libpq-fe.h>

#endif
