#pragma once
/* mdoc: text and sentences for the tools that print manuals. */
#include "base/buf.h"
#include <string.h>

/* Text as mdoc takes it: no request, escape or delimiter by chance. */
static inline void mdoc_text(struct buf *out, struct slice text)
{
	if (text.len && strchr(".'+-?!,;:()[]%|", text.at[0]))
		buf_string(out, "\\&");
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '\\')
			buf_string(out, "\\e");
		else if (text.at[i] == '-')
			buf_string(out, "\\-");
		else if (text.at[i] == '^')
			buf_string(out, "\\(ha");
		else if (text.at[i] == '~')
			buf_string(out, "\\(ti");
		else
			buf_char(out, text.at[i]);
	}
}

/* Each sentence on a line of its own. */
static inline void mdoc_sentences(struct buf *out, const char *text)
{
	while (*text) {
		const char *end = strstr(text, ". ");
		size_t len = end ? (size_t)(end - text) + 1 : strlen(text);

		mdoc_text(out, (struct slice){ text, len });
		buf_char(out, '\n');
		text += len + (end != NULL);
	}
}
