#pragma once
#include <protobuf-c/protobuf-c.h>
#include "arena.h"
