/* lint_text_cases: family by family. */
#include "lint_text_cases.h"

#include "base/buf.h"

#include <check.h>
#include <string.h>

#define S40 "aaaaaaaaaabbbbbbbbbbccccccccccdddddddddd"
#define TERMS(n) " a:" S40 #n ".example.org a:" S40 #n ".example.net"
#define A64 S40 "eeeeeeeeeeffffffffff1234"
#define S250 TERMS(1) TERMS(2)

static const struct text_case damage[] = {
	{ 201, 'E', "v=spf1 \xe2\x80\x93" "all", "v=spf1 -all", "\xe2\x80\x93", "v=spf1 -all" },
	{ 201, 'E', "v=spf1 a:mail\xe2\x80\x91" "1.example.org -all", "v=spf1 a:mail-1.example.org -all", NULL, "v=spf1 a:mail-1.example.org -all" },
	{ 202, 'E', "v=spf1 mx -all\xe2\x80\x9d", "v=spf1 mx -all", "\xe2\x80\x9d", "v=spf1 mx -all" },
	{ 203, 'E', "v=spf1 mx\xc2\xa0-all", "v=spf1 mx -all", "\xc2\xa0", "v=spf1 mx -all" },
	{ 203, 'E', "v=spf1 include:\xe2\x80\x8b_spf.example.net -all", "v=spf1 include:_spf.example.net -all", "\xe2\x80\x8b",
		"v=spf1 include:_spf.example.net -all" },
	{ 204, 'E', "v=spf1 mx\ta -all", "v=spf1 mx a -all", "\t", "v=spf1 mx a -all" },
	{ 205, 'N', "v=spf1  mx   a -all", "v=spf1 mx a -all", " ", "v=spf1 mx a -all" },
	{ 206, 'N', "v=spf1 mx -all  ", "v=spf1 mx -all", "  ", "v=spf1 mx -all" },
	{ 207, 'E', "v=spf1 a, mx -all", "v=spf1 a mx -all", ",", "v=spf1 a mx -all" },
	{ 207, 'W', "v=spf1 include:a.example,b.example -all", "v=spf1 include:a.example include:b.example -all", ",",
		"v=spf1 include:a.example include:b.example -all" },
	{ 207, 'E', "v=spf1 a:a.example;mx -all", "v=spf1 exists:%{l1r,}.example.org -all", ";", NULL },
	{ 207, 'E', "v=spf1 include:x.com\xef\xbc\x8c-all", "v=spf1 include:\xe4\xb8\xad.example -all", "\xef\xbc\x8c", "v=spf1 include:x.com -all" },
	{ 207, 'E', "v=spf1 include:x.com\xef\xbc\x9b~all", "v=spf1 include:x.com ~all", "\xef\xbc\x9b", "v=spf1 include:x.com ~all" },
	{ 207, 'E', "v=spf1 include:x.com\xe3\x80\x81mx -all", "v=spf1 include:x.com mx -all", NULL, "v=spf1 include:x.com mx -all" },
	{ 207, 'E', "v=spf1 a:x.com\xef\xbc\x8cmx -all", "v=spf1 a:x.com mx -all", NULL, "v=spf1 a:x.com mx -all" },
	{ 207, 'E', "v=spf1 a:x.com\xef\xbc\x8cy.com\xef\xbc\x8c-all", "v=spf1 a:x.com -all", NULL, "v=spf1 a:x.com a:y.com -all" },
	/* what another fault hides */
	{ 201, 'E', "v=spf1 \xc3\xa4\xe2\x80\x93" "all", "v=spf1 \xc3\xa4-all", "\xe2\x80\x93", "v=spf1 \xc3\xa4-all" },
	{ 301, 'E', "v=spf1 mx\tfoo\tbar -all", "v=spf1 mx\ta -all", "foo", "" },
	{ 301, 'E', "v=spf1 mx\ta\tbar -all", "v=spf1 mx\ta -all", "bar", "" },
	{ 312, 'E', "v=spf1 ip4: 198.18.0.1/33 -all", "v=spf1 ip4: 198.18.0.1/32 -all", NULL, "" },
	{ 208, 'E', "v=spf1 ip4: 198.18.0.1/33 -all", "v=spf1 ip4:198.18.0.1/33 -all", " ", "v=spf1 ip4:198.18.0.1/33 -all" },
	{ 613, 'W', "v=spf1 ip4:192.168.1.0/24. -all", "v=spf1 ip4:198.20.1.0/24. -all", "192.168.1.0", "" },
	{ 207, 'W', "v=spf1 a:mail.x.com,\xe2\x80\x9cx.com\xe2\x80\x9d -all", "v=spf1 a:\xe2\x80\x9cx.com\xe2\x80\x9d -all", ",", "" },
	{ 110, 'W', "v=spf1 mx a:x.cominclude:spf.qq.com ~all", "v=spf1 mx a:x.com include:spf.qq.com ~all", "mi",
		"v=spf1 mx a:x.com include:spf.qq.com ~all" },
	{ 110, 'W', "v=spf1 include:_spf.google.cominclude:spf.protection.outlook.com ~all", "v=spf1 include:x.com.include.example ~all", "mi",
		"v=spf1 include:_spf.google.com include:spf.protection.outlook.com ~all" },
	{ 110, 'E', "v=spf1 a:x.netip4:198.18.0.1 ~all", "v=spf1 a:x.net.ip4 ~all", "ti", "v=spf1 a:x.net ip4:198.18.0.1 ~all" },
	{ 110, 'E', "v=spf1 include:spf.x.cnip4:198.18.0.1 ~all", "v=spf1 include:spf.x.cn:25 ~all", "ni", NULL },
	{ 208, 'E', "v=spf1 ip4: 198.18.0.1 -all", "v=spf1 ip4:198.18.0.1 -all", " ", "v=spf1 ip4:198.18.0.1 -all" },
	{ 209, 'E', "v=spf1 ip4:198.18.0.81~all", "v=spf1 ip4:198.18.0.81 ~all", "~all", "v=spf1 ip4:198.18.0.81 ~all" },
	{ 209, 'E', "v=spf1 mx ~allMS=ms1", "v=spf1 mx ~all MS=ms1", "MS=ms1", "v=spf1 mx ~all MS=ms1" },
	{ 209, 'W', "v=spf1 include:x.com-all", "v=spf1 include:x.com-small.example -all", "-all", "v=spf1 include:x.com -all" },
	{ 210, 'W', "v=spf1 include=x.com -all", "v=spf1 include:x.com -all", "=", "v=spf1 include:x.com -all" },
	{ 210, 'W', "v=spf1 ip4=198.18.0.1 -all", "v=spf1 ip=198.18.0.1 -all", "=", "v=spf1 ip4:198.18.0.1 -all" },
	{ 211, 'E', "v=spf1 redirect:x.com", "v=spf1 redirect=x.com", ":", "v=spf1 redirect=x.com" },
	{ 212, 'E', "v=spf1 ip4198.18.0.1 -all", "v=spf1 ip4:198.18.0.1 -all", NULL, "v=spf1 ip4:198.18.0.1 -all" },
	{ 212, 'E', "v=spf1 include.spf.example.net -all", "v=spf1 include:spf.example.net -all", ".", "v=spf1 include:spf.example.net -all" },
	{ 213, 'E', "v=spf1 ipv4:198.18.0.1 -all", "v=spf1 ip4:198.18.0.1 -all", "ipv4", "v=spf1 ip4:198.18.0.1 -all" },
	{ 213, 'E', "v=spf1 prt ~al", "v=spf1 foo ~all", "prt", "v=spf1 ptr ~al" },
	{ 214, 'E', "v=spf1 198.18.0.1 -all", "v=spf1 ip4:198.18.0.1 -all", "198.18.0.1", "v=spf1 ip4:198.18.0.1 -all" },
	{ 215, 'E', "v=spf1 a:198.18.0.1 -all", "v=spf1 a:1.example.org -all", "198.18.0.1", "v=spf1 ip4:198.18.0.1 -all" },
	{ 216, 'E', "v=spf1 ip4:mail.example.org -all", "v=spf1 a:mail.example.org -all", "mail.example.org", "v=spf1 a:mail.example.org -all" },
	{ 217, 'E', "v=spf1 mx --all", "v=spf1 mx -all", "--", "v=spf1 mx -all" },
	{ 217, 'E', "v=spf1 mx !all", "v=spf1 mx -all", "!", "" },
	{ 218, 'E', "v=spf1 -redirect=x.com", "v=spf1 redirect=x.com", "-", "v=spf1 redirect=x.com" },
	{ 219, 'E', "v=spf1 einschlie\xc3\x9f" "en:x.com -all", "v=spf1 include:x.com -all", "einschlie\xc3\x9f" "en", "v=spf1 include:x.com -all" },
	{ 220, 'W', "v=spf1 a:mail.yourdomain.com -all", "v=spf1 a:mail.yourdomainprovider.net -all", "yourdomain", "" },
	{ 220, 'W', "v=spf1 include:<account-id>.example.net -all", "v=spf1 include:account.example.net -all", "<account-id>", NULL },
	{ 220, 'W', "v=spf1 ip4:x.x.x.x -all", "v=spf1 a:x.example.org -all", "x.x.x.x", NULL },
	{ 221, 'E', "example.org. 3600 IN TXT \"v=spf1 mx\" \" -all\"", "v=spf1 mx -all", "example.org. 3600 IN TXT \"", "v=spf1 mx -all" },
	{ 221, 'E', "TXT \"v=spf1 mx -all\"", "hello v=spf1 mx -all", "TXT \"", "v=spf1 mx -all" },
	{ 222, 'E', "v=spf1 include:https://x.com/ -all", "v=spf1 include:x.com -all", "https://x.com/", "v=spf1 include:x.com -all" },
	{ 222, 'W', "v=spf1 a:user@mail.example.org -all", "v=spf1 a:mail.example.org -all", "user@mail.example.org", "v=spf1 a:mail.example.org -all" },
	{ 223, 'W', "v=spf1 mx ~all v=spf1 a -all", "v=spf1 mx a ~all", "v=spf1", "v=spf1 mx a ~all" },
};

static const struct text_case grammar[] = {
	{ 301, 'E', "v=spf1 foo -all", "v=spf1 foo=1 -all", "foo", "" },
	{ 301, 'E', "v=spf1 mx mail.example.org -all", "v=spf1 mx a:mail.example.org -all", "mail.example.org",
		"v=spf1 mx a:mail.example.org -all" },
	{ 302, 'W', "v=spf1 mx redirct=x.com", "v=spf1 mx ra=postmaster -all", "redirct=x.com", "v=spf1 mx redirect=x.com" },
	{ 302, 'W', "v=spf1 mx -all v=DMARC1;", "v=spf1 mx -all v=spf1", "v=DMARC1;", "" },
	{ 302, 'W', "v=spf1 mx -all v=spf1mx", "v=spf1 mx -all ra=postmaster", "v=spf1mx", "" },
	{ 302, 'W', "v=spf1 mx -all v=spf1mx", "v=spf1 mx -all V=SPF1", "v=spf1mx", "" },
	{ 302, 'W', "v=spf1 mx MS=ms1 -all", "v=spf1 mx default=deny -all", "MS=ms1", "" },
	{ 303, 'E', "v=spf1 redirect=x.com redirect=y.com", "v=spf1 redirect=x.com", "redirect=y.com", "" },
	{ 304, 'E', "v=spf1 -all exp=x.com exp=y.com", "v=spf1 -all exp=x.com", "exp=y.com", "" },
	{ 305, 'E', "v=spf1 a: -all", "v=spf1 a -all", ":", NULL },
	{ 305, 'E', "v=spf1 include -all", "v=spf1 ptr -all", "include", "" },
	{ 306, 'E', "v=spf1 a:mailhost -all", "v=spf1 a:mailhost.example -all", NULL, "" },
	{ 306, 'N', "v=spf1 a:mail.example.org. -all", "v=spf1 a:mail.example.org -all", ".", "v=spf1 a:mail.example.org -all" },
	{ 307, 'W', "v=spf1 a:mail..example.org -all", "v=spf1 a:mail.example.org -all", NULL, "" },
	{ 307, 'W', "v=spf1 a:" A64 ".example.org -all", "v=spf1 a:%{i}" A64 ".example.org -all", A64, "" },
	{ 308, 'E', "v=spf1 a:m\xc3\xbcller.example/24 -all", "v=spf1 a:xn--mller-kva.example/24 -all", NULL,
		"v=spf1 a:xn--mller-kva.example/24 -all" },
	{ 309, 'E', "v=spf1 ip4:198.18.0.256 -all", "v=spf1 ip4:198.18.0.255 -all", "198.18.0.256", "" },
	{ 309, 'E', "v=spf1 ip4:198.18.0.1. -all", "v=spf1 ip4:198.18.0.1 -all", NULL, "v=spf1 ip4:198.18.0.1 -all" },
	{ 309, 'E', "v=spf1 ip4:[198.18.0.1] -all", "v=spf1 ip4:198.18.0.1 -all", NULL, "v=spf1 ip4:198.18.0.1 -all" },
	{ 309, 'E', "v=spf1 ip4:198.018.000.001 -all", "v=spf1 ip4:198.18.0.100 -all", NULL, "v=spf1 ip4:198.18.0.1 -all" },
	{ 309, 'E', "v=spf1 ip4:198.18.0.1:25 -all", "v=spf1 ip4:198.18.0.1 -all", NULL, "v=spf1 ip4:198.18.0.1 -all" },
	{ 309, 'E', "v=spf1 ~ip4:198.18.0.4-198.18.0.9 -all", "v=spf1 ip4:198.18.0.1 -all", NULL, "v=spf1 ~ip4:198.18.0.4/30 ~ip4:198.18.0.8/31 -all" },
	{ 309, 'E', "v=spf1 ip4:198.18.0.9-198.18.0.4 -all", "v=spf1 ip4:198.18.0.1 -all", NULL, "" },
	{ 309, 'E', "v=spf1 ip4:198.18.0.* -all", "v=spf1 ip4:198.18.0.0/24 -all", NULL, "v=spf1 ip4:198.18.0.0/24 -all" },
	{ 301, 'E', "v=spf1 ip4:198.18.0.0 /24 -all", "v=spf1 ip4:198.18.0.0/24 -all", NULL, "v=spf1 ip4:198.18.0.0/24 -all" },
	{ 310, 'E', "v=spf1 ip6:[2a00::]/32 -all", "v=spf1 ip6:2a00::/32 -all", NULL, "v=spf1 ip6:2a00::/32 -all" },
	{ 312, 'E', "v=spf1 ip4:198.18.0.0/255.255.254.0 -all", "v=spf1 ip4:198.18.0.0/23 -all", NULL, "v=spf1 ip4:198.18.0.0/23 -all" },
	{ 312, 'E', "v=spf1 ip4:198.18.0.0/255.0.255.0 -all", "v=spf1 ip4:198.18.0.0/8 -all", NULL, "" },
	{ 312, 'E', "v=spf1 a/024 -all", "v=spf1 a/24 -all", "/024", "v=spf1 a/24 -all" },
	{ 303, 'E', "v=spf1 redirect=x.com redirect=x.com", "v=spf1 redirect=x.com", NULL, "v=spf1 redirect=x.com" },
	{ 310, 'E', "v=spf1 ip6:2001:db8::1::2 -all", "v=spf1 ip6:2001:db8::198.18.0.1 -all", NULL, "" },
	{ 311, 'E', "v=spf1 ip4:2001:db8::1 -all", "v=spf1 ip6:2001:db8::1 -all", "2001:db8::1", "v=spf1 ip6:2001:db8::1 -all" },
	{ 311, 'W', "v=spf1 ip6:::ffff:198.18.0.1 -all", "v=spf1 ip6:64:ff9b::198.18.0.1 -all", "::ffff:198.18.0.1", "v=spf1 ip4:198.18.0.1 -all" },
	{ 311, 'W', "v=spf1 ip6:::ffff:198.18.0.0/112 -all", "v=spf1 ip4:198.18.0.0/16 -all", NULL, "v=spf1 ip4:198.18.0.0/16 -all" },
	{ 312, 'E', "v=spf1 ip4:198.18.0.0/33 -all", "v=spf1 ip4:198.18.0.0/32 -all", "/33", "" },
	{ 313, 'E', "v=spf1 a/64 -all", "v=spf1 a//64 -all", "/64", "v=spf1 a//64 -all" },
	{ 313, 'E', "v=spf1 ip4:198.18.0.0/24//64 -all", "v=spf1 ip4:198.18.0.0/24 -all", "/24//64", "v=spf1 ip4:198.18.0.0/24 -all" },
	{ 313, 'W', "v=spf1 mx//24 -all", "v=spf1 mx/24//64 -all", "//24", "v=spf1 mx/24 -all" },
	{ 314, 'E', "v=spf1 include:x.com/24 -all", "v=spf1 a:x.com/24 -all", "/24", "v=spf1 include:x.com -all" },
	{ 315, 'E', "v=spf1 -all:x.com", "v=spf1 -all", ":x.com", "v=spf1 -all" },
	{ 316, 'E', "v=spf1 exists:%{i.x.com -all", "v=spf1 exists:%{i}.x.com -all", NULL, "" },
	{ 316, 'E', "v=spf1 a:100%.example.org -all", "v=spf1 a:100%%.example.org -all", NULL, "" },
	{ 317, 'E', "v=spf1 exists:%{t}.x.com -all", "v=spf1 exists:%{i}.x.com -all", NULL, "" },
	{ 318, 'E', "v=spf1 ip4:%{i} -all", "v=spf1 exists:%{i}.x.com -all", "%{i}", "" },
	{ 319, 'W', "v=spf1 exists:%{p}.x.com -all", "v=spf1 exists:%{i}.x.com -all", "exists:%{p}.x.com", "" },
	{ 320, 'N', "v=spf1 exists:%{l}.x.com -all", "v=spf1 exists:%{o}.%{i}.x.com -all", "exists:%{l}.x.com", "" },
	{ 321, 'N', "v=spf1 exists:%{i}.x.com -all", "v=spf1 exists:%{i}._spf.%{d} -all", "exists:%{i}.x.com", "" },
	{ 322, 'N', "v=spf1 mx default=deny -all", "v=spf1 mx rp=100 -all", "default=deny", "v=spf1 mx -all" },
	{ 323, 'N', "V=SPF1 Include:X.com -ALL", "v=spf1 include:X.com -all", "V=SPF1", "v=spf1 include:X.com -all" },
};

static const struct text_case order[] = {
	{ 401, 'W', "v=spf1 mx ~all include:x.com a", "v=spf1 mx ~all exp=x.com foo=1", "include:x.com", "v=spf1 mx include:x.com a ~all" },
	{ 402, 'W', "v=spf1 mx ~all -all", "v=spf1 mx -all", "-all", "v=spf1 mx ~all" },
	{ 403, 'W', "v=spf1 mx redirect=x.com ~all", "v=spf1 mx redirect=x.com", "redirect=x.com", "v=spf1 mx ~all" },
	{ 404, 'N', "v=spf1 exp=x.com mx -all", "v=spf1 mx -all exp=x.com", "exp=x.com", "v=spf1 mx -all exp=x.com" },
	{ 404, 'N', "v=spf1 redirect=x.com mx", "v=spf1 foo=1 mx redirect=x.com", "redirect=x.com", "v=spf1 mx redirect=x.com" },
	{ 405, 'W', "v=spf1 ip4:45.154.45.81 a", "v=spf1 ip4:45.154.45.81~all", "", "v=spf1 ip4:45.154.45.81 a ~all" },
	{ 405, 'W', "v=spf1,mx,a", "v=spf1,mx,-all", "", NULL },
	{ 405, 'W', "v=spf1 mx\xc2\xa0" "a", "v=spf1 mx\xc2\xa0-all", "", NULL },
	{ 405, 'W', "TXT \"v=spf1 mx\"", "TXT \"v=spf1 mx -all\"", "", NULL },
	{ 405, 'W', "v=spf1 include:x.com", "v=spf1 include:x.com-all", "", NULL },
	{ 405, 'W', "v=spf1 mx foo=1", "v=spf1 mx \xe2\x80\x93" "all", "", "v=spf1 mx ~all foo=1" },
	{ 406, 'W', "v=spf1", "v=spf1 -all", "v=spf1", "" },
	{ 407, 'N', "v=spf1 mx ~all exp=x.com", "v=spf1 -mx ~all exp=x.com", "exp=x.com", "v=spf1 mx ~all" },
	{ 410, 'W', "v=spf1 -include:x.com ~all", "v=spf1 ?include:x.com ~all", "-include:x.com", "v=spf1 include:x.com ~all" },
	{ 411, 'N', "v=spf1 include:x.com", "v=spf1 include:x.com -all", "include:x.com", "" },
};

static const struct text_case tidiness[] = {
	{ 801, 'W', "v=spf1 include:x.com mx include:X.com -all", "v=spf1 a:x.com/24 a:x.com -all", "include:X.com", "v=spf1 include:x.com mx -all" },
	{ 801, 'W', "v=spf1 a mx a:%{d} -all", "v=spf1 a mx a:%{o} -all", "a:%{d}", "v=spf1 a mx -all" },
	{ 801, 'W', "v=spf1 ip4:198.18.0.1 mx ip4:198.18.0.1/32 -all", "v=spf1 ip4:198.18.0.1 mx ip6:2001:db8::1 -all", "ip4:198.18.0.1/32",
		"v=spf1 ip4:198.18.0.1 mx -all" },
	{ 802, 'N', "v=spf1 ip4:198.18.0.0/24 mx ip4:198.18.0.7 -all", "v=spf1 ip4:198.18.0.0/24 ip4:198.18.1.7 -all", "ip4:198.18.0.7",
		"v=spf1 ip4:198.18.0.0/24 mx -all" },
	{ 802, 'N', "v=spf1 ip4:198.18.0.7 ip4:198.18.0.0/24 -all", "v=spf1 -ip4:198.18.0.7 ip4:198.18.0.0/24 -all", "ip4:198.18.0.7",
		"v=spf1 ip4:198.18.0.0/24 -all" },
	{ 803, 'W', "v=spf1 ip4:198.18.0.0/24 -ip4:198.18.0.7 -all", "v=spf1 -ip4:198.18.0.7 ip4:198.18.0.0/24 -all", "-ip4:198.18.0.7",
		"v=spf1 -ip4:198.18.0.7 ip4:198.18.0.0/24 -all" },
	{ 804, 'N', "v=spf1 ip4:198.18.0.0/25 ip4:198.18.0.128/25 -all", "v=spf1 ip4:198.18.0.128/25 ip4:198.18.1.0/25 -all",
		"ip4:198.18.0.128/25", "v=spf1 ip4:198.18.0.0/24 -all" },
	{ 804, 'N', "v=spf1 -ip6:2001:db8::1 -ip6:2001:db8:: -all", "v=spf1 ip6:2001:db8::1 mx ip6:2001:db8:: -all", "-ip6:2001:db8::",
		"v=spf1 -ip6:2001:db8::/127 -all" },
	{ 805, 'N', "v=spf1 ip4:198.18.0.1/32 a/32//128 -all", "v=spf1 ip4:198.18.0.1/31 -all", "/32", "v=spf1 ip4:198.18.0.1 a -all" },
	{ 806, 'N', "v=spf1 +mx +a -all", "v=spf1 mx +all", "+", "v=spf1 mx a -all" },
	{ 807, 'N', "v=spf1 mx a a:x.com ip4:198.18.0.1 -all", "v=spf1 ip4:198.18.0.1 mx a a:x.com -all", "ip4:198.18.0.1",
		"v=spf1 ip4:198.18.0.1 mx a a:x.com -all" },
	{ 809, 'E', "v=spf1 mx include:%{d} -all", "v=spf1 mx -all include:%{d}", "include:%{d}", "v=spf1 mx -all" },
};

/* Rules of other families that need no DNS. */
static const struct text_case others[] = {
	{ 101, 'E', "hello world", "v=spf1 -all", NULL, "" },
	{ 101, 'E', "mx include:x.com -all", "v=spf1 mx include:x.com -all", NULL, "v=spf1 mx include:x.com -all" },
	{ 101, 'E', "spf2.0/mfrom,pra mx -all", "v=spf1 mx -all", NULL, "v=spf1 mx -all" },
	{ 108, 'N', "spf2.0/pra mx -all", "v=spf1 mx -all", "spf2.0/pra mx -all", "" },
	{ 103, 'E', "v=spf1; mx -all", "v=spf1 mx -all", "v=spf1;", "v=spf1 mx -all" },
	{ 103, 'E', "v=spf1mx -all", "v=spf1 mx -all", "v=spf1", "v=spf1 mx -all" },
	{ 104, 'E', " v=spf1 mx -all", "v=spf1 mx -all", " ", "v=spf1 mx -all" },
	{ 105, 'E', "v = spf1 mx -all", "v=spf1 mx -all", "v = spf1", "v=spf1 mx -all" },
	{ 109, 'E', "v=spf1 mx \xe4 -all", "v=spf1 mx -all", "\xe4", NULL },
	{ 110, 'E', "\"v=spf1 ip4:198.18.0.1\" \"-all\"", "\"v=spf1 ip4:198.18.0.1\" \" -all\"", "1-", "v=spf1 ip4:198.18.0.1 -all" },
	{ 110, 'E', "\"v=spf1\" \"mx -all\"", "\"v=spf1 \" \"mx -all\"", "v=spf1", "v=spf1 mx -all" },
	{ 110, 'W', "\"v=spf1 a:x.com\" \"-all\"", "\"v=spf1 a:mail.exam\" \"ple.com -all\"", "m-", "v=spf1 a:x.com -all" },
	{ 111, 'E', "\"\\\"v=spf1 mx -all\"", "v=spf1 mx -all", "\"", NULL },
	{ 111, 'E', "'v=spf1 mx -all", "v=spf1 mx -all", "'", "v=spf1 mx -all" },
	{ 510, 'E', "\"v=spf1" S250 S250 "\" \" -all\"", "\"v=spf1\" \"" S250 "\" \" -all\"", NULL, "" },
	{ 511, 'W', "v=spf1" S250 S250 " -all", "v=spf1" S250 " -all", NULL, "" },
	{ 512, 'W', "v=spf1" S250 S250 S250 " -all", "v=spf1" S250 " -all", NULL, "" },
	{ 611, 'W', "v=spf1 exists:%{d}.x.com -all", "v=spf1 exists:%{ir}.%{d}.x.com -all", "exists:%{d}.x.com", "" },
	{ 613, 'W', "v=spf1 mx ip4:10.0.0.0/9 -all", "v=spf1 mx ip4:11.0.0.0/9 -all", "10.0.0.0", "v=spf1 mx -all" },
	{ 613, 'W', "v=spf1 ip6:fe80::1 -all", "v=spf1 ip6:2a00::1 -all", "fe80::1", "" },
	{ 614, 'W', "v=spf1 ip4:100.0.0.0/8 -all", "v=spf1 ip4:100.0.0.0/13 -all", "100.0.0.0/8", "" },
	{ 614, 'W', "v=spf1 a/8 mx/16 -all", "v=spf1 a/16 -a/8 mx/13 -all", "/8", "" },
	{ 614, 'W', "v=spf1 mx:x.com/24//16 -all", "v=spf1 mx:x.com/24//24 -all", "/24//16", NULL },
	{ 614, 'W', "v=spf1 ip6:::/0 -all", "v=spf1 -ip6:::/0 ?all", "::/0", "" },
	{ 615, 'N', "v=spf1 ip4:198.20.0.5/24 -all", "v=spf1 ip4:198.20.0.0/24 -all", "198.20.0.5", "v=spf1 ip4:198.20.0.0/24 -all" },
	{ 701, 'W', "v=spf1 mx all", "v=spf1 mx -all +all", "all", "v=spf1 mx ~all" },
	{ 702, 'W', "v=spf1 mx ?all", "v=spf1 mx ~all", "?all", "v=spf1 mx ~all" },
	{ 703, 'N', "v=spf1 mx ~all", "v=spf1 mx -all", "~all", "" },
	{ 705, 'W', "v=spf1 ptr mx -all", "v=spf1 mx -all", "ptr", "v=spf1 mx -all" },
};

static const struct { const struct text_case *row; size_t n; } tables[] = {
	{ damage, sizeof damage / sizeof *damage }, { grammar, sizeof grammar / sizeof *grammar }, { order, sizeof order / sizeof *order },
	{ tidiness, sizeof tidiness / sizeof *tidiness }, { others, sizeof others / sizeof *others },
};

const struct text_case *text_case_at(size_t i)
{
	for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
		if (i < tables[t].n)
			return &tables[t].row[i];
		i -= tables[t].n;
	}
	return NULL;
}

bool text_case_has(unsigned id)
{
	const struct text_case *c;

	for (size_t i = 0; (c = text_case_at(i)); i++)
		if (c->id == id)
			return true;
	return false;
}

enum { CUTS_MOST = 64 };

/* Up to the closing quote; a backslash takes what follows as it is (RFC 1035 5.1). */
static const char *add_string(const char *from, struct buf *out)
{
	for (; *from != '"'; from++) {
		from += *from == '\\';
		ck_assert(*from);
		buf_char(out, *from);
	}
	return from + 1;
}

void record_of_strings(struct record *record, const char *text)
{
	struct buf joined = { 0 };
	uint32_t cut[CUTS_MOST];
	size_t cuts = 0, len = strlen(text);

	if (len < 2 || text[0] != '"' || text[len - 1] != '"') {
		ck_assert_int_eq(record_parse(record, slice_of(text)), ERR_NONE);
		return;
	}
	while ((text = strchr(text, '"'))) {
		ck_assert_uint_lt(cuts, CUTS_MOST);
		if (joined.len)
			cut[cuts++] = (uint32_t)joined.len;
		text = add_string(text + 1, &joined);
	}
	ck_assert_int_eq(record_parse(record, buf_slice(&joined)), ERR_NONE);
	ck_assert_int_eq(record_set_cuts(record, cut, cuts), ERR_NONE);
	buf_release(&joined);
}
