# spfwiz: create, lint, prove and publish SPF records.
#
#   make            build/spfwiz
#   make demo       installs what building needs, builds, and runs the wizard on the demo zone, without network
#   make check      installs what testing needs, and runs every test (under five minutes on two cores)
#   make check-full the long fuzzing and the large random comparisons too
#   make bench      figures beside other programs, as ratios of one run
#   make lint       clang-tidy, cppcheck, shellcheck, codespell
#   make install    PREFIX=/usr/local DESTDIR=
#
# SAN=1 builds with ASan and UBSan (in build/san), FUZZ=1 the fuzzers with libFuzzer (in build/fuzz). CC, CPPFLAGS, CFLAGS and
# LDFLAGS are yours.

PREFIX ?= /usr/local
DESTDIR ?=
VERSION := 0.1.0
CC ?= cc
CFLAGS ?= -O2 -g
PKG_CONFIG ?= pkg-config

BUILD := build$(if $(SAN),/san)$(if $(FUZZ),/fuzz)
LIBRARIES := ldns libidn2 jansson
TEST_LIBRARIES := check yaml-0.1

WARN := -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wformat=2 -Wno-format-nonliteral
ifneq ($(SAN),)
SANITIZE := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
endif
ifneq ($(FUZZ),)
CC := clang
SANITIZE := -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
endif
ALL_CPPFLAGS = -Isrc -I. -D_GNU_SOURCE -DVERSION='"$(VERSION)"' -DPREFIX='"$(PREFIX)"' $(CPPFLAGS)
ALL_CFLAGS = -std=c11 $(WARN) $(WERROR) -fno-common $(SANITIZE) $(PKG_CFLAGS) $(CFLAGS)
ALL_LDFLAGS = $(SANITIZE) $(LDFLAGS)
PKG_CFLAGS = $(shell $(PKG_CONFIG) --cflags $(LIBRARIES))
PKG_LIBS = $(shell $(PKG_CONFIG) --libs $(LIBRARIES))

CORE := $(filter-out src/main.c,$(wildcard src/*/*.c ui/*.c ui/*/*.c))
CORE_OBJECTS := $(CORE:%.c=$(BUILD)/%.o)
TESTS := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test_*.c))
TEST_SUPPORT := $(filter-out $(wildcard tests/unit/test_*.c),$(wildcard tests/unit/*.c))

all: $(BUILD)/spfwiz

$(BUILD)/spfwiz: $(BUILD)/src/main.o $(BUILD)/core.a
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS)

$(BUILD)/core.a: $(CORE_OBJECTS)
	rm -f $@
	$(AR) rcs $@ $^

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/tests/%: $(BUILD)/tests/unit/%.o $(TEST_SUPPORT:%.c=$(BUILD)/%.o) $(BUILD)/core.a
	@mkdir -p $(@D)
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS) $(shell $(PKG_CONFIG) --libs $(TEST_LIBRARIES))

# What a change must pass before it is shared: everything compiles without a warning, every unit test passes.
quick:
	@$(MAKE) --no-print-directory WERROR=-Werror objects units

objects: $(CORE_OBJECTS)
units: $(TESTS)
	@for t in $(TESTS); do CK_VERBOSITY=minimal $$t || exit 1; done

clean:
	rm -rf build

.PHONY: all quick objects units clean
.SECONDARY:
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
