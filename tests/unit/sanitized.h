#pragma once
/* sanitized: SANITIZED is 1 where AddressSanitizer makes all ten times as slow: tests of many rounds go fewer of them, and the plain build all. */
#ifdef __has_feature		/* clang */
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifdef __SANITIZE_ADDRESS__	/* gcc */
#define SANITIZED 1
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif
