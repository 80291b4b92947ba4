/* floor: the least that a program with ncurses can be: a box, lines, and a bar that moves with every key. */
#include <curses.h>
#include <locale.h>

int main(void)
{
	int at = 0;

	setlocale(LC_ALL, "");
	initscr();
	raw();
	noecho();
	keypad(stdscr, TRUE);
	do {
		box(stdscr, 0, 0);
		for (int i = 1; i < LINES - 1; i++) {
			attrset(i == at % (LINES - 2) + 1 ? A_REVERSE : A_NORMAL);
			mvprintw(i, 2, "line %2d of a program that shows some text and nothing else at all", i);
		}
		at++;
		refresh();
	} while (getch() != 'Q');
	endwin();
	return 0;
}
