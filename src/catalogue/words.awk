# words.awk: the sentences of data files as C that xgettext reads: awk -f src/catalogue/words.awk data/services.conf data/hosts/*.conf
#
# note and existing are translated when they are shown; all else in those files is names, and words of consoles, and is not.
/^\t(note|existing) = "/ {
	text = $0
	sub(/^[^"]*/, "", text)
	printf "#line %d \"%s\"\nN_(%s);\n", FNR, FILENAME, text
}
