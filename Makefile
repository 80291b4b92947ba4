# spfwiz: create, lint, prove and publish SPF records.
#
#   make            build/spfwiz
#   make demo       installs what building needs, builds, and runs the wizard on the demo zone, without network
#   make check      installs what testing needs, and runs every test (under five minutes on two cores)
#   make check-full the long fuzzing and the large random comparisons too
#   make bench      figures beside other programs, as ratios of one run
#   make golden     writes what the screens show into tests/screens, for review
#   make picture    takes doc/build.png anew, from the real program
#   make manual     the parts of the manuals in doc/ that are made from tables
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
LIBRARIES := ldns libidn2 jansson ncursesw libconfuse
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
# These statically where they can be had: the shared libldns loads libssl too, and each one costs every start (0.4 ms and 0.25 ms).
archive = $(filter /%,$(shell $(CC) -print-file-name=lib$(1).a))
LDNS_ARCHIVE = $(call archive,ldns)
CURSES_ARCHIVES = $(call archive,ncursesw) $(call archive,tinfo)
CONFUSE_ARCHIVE = $(call archive,confuse)
ARCHIVES = $(LDNS_ARCHIVE) $(CURSES_ARCHIVES) $(CONFUSE_ARCHIVE) $(if $(LDNS_ARCHIVE),-lcrypto)
SHARED = $(filter-out $(if $(LDNS_ARCHIVE),ldns) $(if $(filter %,$(CURSES_ARCHIVES)),ncursesw) $(if $(CONFUSE_ARCHIVE),libconfuse),$(LIBRARIES))
AS_NEEDED = -Wl,--as-needed
PKG_LIBS = $(AS_NEEDED) $(ARCHIVES) $(shell $(PKG_CONFIG) --libs $(SHARED))

CORE := $(filter-out src/main.c,$(wildcard src/*/*.c ui/*.c ui/*/*.c))
CORE_OBJECTS := $(CORE:%.c=$(BUILD)/%.o)
TESTS := $(patsubst tests/unit/%.c,$(BUILD)/tests/%,$(wildcard tests/unit/test_*.c))
TEST_SUPPORT := $(filter-out $(wildcard tests/unit/test_*.c),$(wildcard tests/unit/*.c))

all: $(BUILD)/spfwiz

$(BUILD)/spfwiz: $(BUILD)/src/main.o $(BUILD)/core.a
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS)

$(BUILD)/core.a: $(CORE_OBJECTS)
	rm -f $@
	$(AR) qcs $@ $^

$(BUILD)/%.o: %.c Makefile
	@mkdir -p $(@D)
	$(CC) $(ALL_CPPFLAGS) $(ALL_CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/tests/%: $(BUILD)/tests/unit/%.o $(TEST_SUPPORT:%.c=$(BUILD)/%.o) $(BUILD)/core.a
	@mkdir -p $(@D)
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS) $(shell $(PKG_CONFIG) --libs $(TEST_LIBRARIES))

# Programs of the tests: tools they run, fuzzers (with a driver that runs files, or with libFuzzer), benchmarks.
TOOLS := $(patsubst tests/tools/%.c,$(BUILD)/tools/%,$(wildcard tests/tools/*.c))
FUZZERS := $(patsubst tests/fuzz/%.c,$(BUILD)/fuzzers/%,$(wildcard tests/fuzz/fuzz_*.c))
BENCHES := $(patsubst tests/bench/%.c,$(BUILD)/bench/%,$(wildcard tests/bench/bench_*.c))

$(BUILD)/tools/%: $(BUILD)/tests/tools/%.o $(BUILD)/core.a
	@mkdir -p $(@D)
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS)

$(BUILD)/fuzzers/%: $(BUILD)/tests/fuzz/%.o $(if $(FUZZ),,$(BUILD)/tests/fuzz/driver.o) $(BUILD)/core.a
	@mkdir -p $(@D)
	$(CC) $(ALL_LDFLAGS) $(if $(FUZZ),-fsanitize=fuzzer) -o $@ $^ $(PKG_LIBS)

$(BUILD)/bench/%: $(BUILD)/tests/bench/%.o $(BUILD)/core.a
	@mkdir -p $(@D)
	$(CC) $(ALL_LDFLAGS) -o $@ $^ $(PKG_LIBS) -lspf2

# What a change must pass before it is shared: everything compiles without a warning, every unit test passes.
quick:
	@$(MAKE) --no-print-directory WERROR=-Werror objects units

objects: $(CORE_OBJECTS)
tools: $(TOOLS)
fuzzers: $(FUZZERS)
build_tests: $(TESTS)
units: $(TESTS)
	@for t in $(TESTS); do CK_VERBOSITY=normal $$t >$$t.log 2>&1 || { cat $$t.log; exit 1; }; done

# The two targets of the README. Each installs what it needs and starts make anew, since pkg-config may be new as well.
demo:
	@sh tests/need build
	@$(MAKE) --no-print-directory -s all
	@sh tests/demo $(BUILD)/spfwiz

check check-full:
	@sh tests/need build test
	@sh tests/check $@ "$(MAKE)"

golden: $(BUILD)/tools/screens
	$(BUILD)/tools/screens --write tests/screens/*.screen

picture: all
	sh tests/tools/picture.sh doc/build.png

# The sentences of data files, for xgettext: it is one more source of the message catalogue.
$(BUILD)/data_words.c: src/catalogue/words.awk data/services.conf $(wildcard data/hosts/*.conf)
	@mkdir -p $(@D)
	LC_ALL=C awk -f $^ >$@

# What emit prints for every host and format, made anew: look at the change before it is committed.
golden-emit: all
	sh tests/cases/golden_emit write $(BUILD)/spfwiz

bench:
	@sh tests/need build test bench
	@$(MAKE) --no-print-directory -s all $(BENCHES)
	@sh tests/bench/run $(BUILD)

# What is written wrong on purpose: slips in records, which the program mends, and pieces of them; mdoc's Nd; escapes and a letter;
# a label under which countries register; more than one all.
MISSPELT := alle,alls,bu,chek,exmaple,haa,hav,hel,includ,inculde,incude,inlcude,jus,nclude,nd,nin,nnumber,passs
SCRIPTS := $(wildcard tests/need tests/walls tests/check tests/demo tests/cases/golden_emit tests/tools/*.sh tests/bench/run \
	tests/bench/*.sh tests/servers/unpack tests/servers/lib.sh .ci/run)

# Out of make check, since clang-tidy takes minutes; what passed is not read again before it changes. Of tests in bats it wants what
# lets them pass in silence alone: their names come from helpers, and bats ends at a cd that fails.
lint:
	cppcheck --quiet --std=c11 --error-exitcode=1 --enable=warning,portability --inline-suppr --suppressions-list=.cppcheck $(ALL_CPPFLAGS) src ui
	shellcheck $(SCRIPTS)
	shellcheck --severity=warning --exclude=SC2034,SC2154,SC2164,SC2283 $(wildcard tests/cli/*.bats)
	codespell --ignore-words-list=$(MISSPELT) src ui tests/unit tests/cli tests/tools doc data README.md Makefile
	@$(MAKE) --no-print-directory -k -j"$$(nproc)" tidied

tidied: $(CORE:%.c=$(BUILD)/%.tidied) $(BUILD)/src/main.tidied

# One file at a time: of several in one run its analyzer takes each va_list behind the first for not begun.
$(BUILD)/%.tidied: $(BUILD)/%.o .clang-tidy
	@clang-tidy --quiet $*.c -- -std=c11 $(ALL_CPPFLAGS) $(PKG_CFLAGS) 2>$@.log || { cat $@.log; exit 1; }
	@touch $@

# What manuals say of rules, options, keys and fields comes from their tables.
manual: $(BUILD)/tools/rules_manual $(BUILD)/tools/manual
	$(BUILD)/tools/rules_manual >doc/spfwiz-rules.7
	for page in doc/spfwiz.1 doc/spfwiz-data.5; do \
		$(BUILD)/tools/manual $$page >$(BUILD)/page && cp $(BUILD)/page $$page || exit; \
	done

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/spfwiz $(addprefix $(DESTDIR)$(PREFIX)/share/man/man,1 5 7)
	install -m 755 $(BUILD)/spfwiz $(DESTDIR)$(PREFIX)/bin/spfwiz
	cp -R data/. $(DESTDIR)$(PREFIX)/share/spfwiz/
	install -m 644 doc/spfwiz.1 $(DESTDIR)$(PREFIX)/share/man/man1/spfwiz.1
	install -m 644 doc/spfwiz-data.5 $(DESTDIR)$(PREFIX)/share/man/man5/spfwiz-data.5
	install -m 644 doc/spfwiz-rules.7 $(DESTDIR)$(PREFIX)/share/man/man7/spfwiz-rules.7

uninstall:
	rm -f $(DESTDIR)$(PREFIX)/bin/spfwiz $(addprefix $(DESTDIR)$(PREFIX)/share/man/,man1/spfwiz.1 man5/spfwiz-data.5 man7/spfwiz-rules.7)
	rm -rf $(DESTDIR)$(PREFIX)/share/spfwiz

dist:
	@mkdir -p build
	git archive --prefix=spfwiz-$(VERSION)/ HEAD | gzip -9n >build/spfwiz-$(VERSION).tar.gz

clean:
	rm -rf build

.PHONY: all manual quick objects tools fuzzers build_tests units demo golden-emit check check-full golden picture bench lint tidied install uninstall dist clean
.SECONDARY:
-include $(shell find $(BUILD) -name '*.d' -not -path '$(BUILD)/peers/*' 2>/dev/null)
