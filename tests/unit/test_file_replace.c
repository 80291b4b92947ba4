/* file_replace: the old or the new, whole, with all that belongs to the file; and nothing left behind when refused. */
#include "base/file.h"
#include "failing_malloc.h"
#include <check.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

enum { NOBODY = 65534 };

static char folder[] = "/tmp/test_replace.XXXXXX";
static struct file_stamp stamp;
static struct problem problem;

/* Every test works inside a folder of its own. */
static void set_up(void)
{
	strcpy(folder + strlen(folder) - 6, "XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	ck_assert_int_eq(chmod(folder, 0777), 0);
	ck_assert_int_eq(chdir(folder), 0);
	umask(022);
}

/* The names in the folder, sorted, each followed by a blank. */
static void assert_names(const char *want)
{
	struct dirent **entry = NULL;
	char names[500] = "";
	int n = scandir(".", &entry, NULL, alphasort);
	ck_assert_int_ge(n, 2);
	for (int i = 0; i < n; i++) {
		if (strcmp(entry[i]->d_name, ".") != 0 && strcmp(entry[i]->d_name, "..") != 0)
			snprintf(names + strlen(names), sizeof names - strlen(names), "%.60s ", entry[i]->d_name);
		free(entry[i]);
	}
	free(entry);
	ck_assert_str_eq(names, want);
}

static void clean_up(void)
{
	struct dirent **entry = NULL;
	int n = scandir(".", &entry, NULL, alphasort);
	for (int i = 0; i < n; i++) {
		if (unlink(entry[i]->d_name) < 0)
			rmdir(entry[i]->d_name);
		free(entry[i]);
	}
	free(entry);
	ck_assert_int_eq(chdir("/"), 0);
	ck_assert_int_eq(rmdir(folder), 0);
}

static void put(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0644);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(file_write(fd, slice_of(text), NULL), ERR_NONE);
	close(fd);
}

static void look(const char *path)
{
	struct buf b = { 0 };
	ck_assert_int_eq(file_read(path, 1 << 20, &b, &stamp, &problem), ERR_NONE);
	buf_release(&b);
}

static void assert_content(const char *path, const char *want)
{
	struct buf b = { 0 };
	ck_assert_int_eq(file_read(path, 1 << 20, &b, NULL, NULL), ERR_NONE);
	ck_assert_str_eq(buf_text(&b), want);
	buf_release(&b);
}

static void refused(const char *path, const struct file_stamp *before, enum error error, int system)
{
	ck_assert_int_eq(file_replace(path, SLICE("new"), 0644, before, &problem), error);
	ck_assert_int_eq(problem.error, error);
	ck_assert_str_eq(problem.file, path);
	ck_assert_msg(problem.system == system, "%s: %s", path, strerror(problem.system));
}

static void done(const char *path)
{
	ck_assert_int_eq(file_replace(path, SLICE("new"), 0644, &stamp, &problem), ERR_NONE);
	assert_content(path, "new");
}

START_TEST(new_files)
{
	struct stat st;
	struct file_stamp none = { 0 };
	ck_assert_int_eq(file_replace("a", SLICE("text"), 0666, NULL, &problem), ERR_NONE);
	assert_content("a", "text");
	ck_assert_int_eq(stat("a", &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0644);
	ck_assert_int_eq(file_replace("./b", SLICE(""), 0600, &none, &problem), ERR_NONE);
	ck_assert_int_eq(stat("b", &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0600);
	ck_assert_int_eq(st.st_size, 0);
	refused("a", NULL, ERR_CHANGED, 0);
	refused("a", &none, ERR_CHANGED, 0);
	refused("none/c", NULL, ERR_FILE, ENOENT);
	refused("none/", NULL, ERR_FILE, ENOENT);
	refused("a/c", NULL, ERR_FILE, ENOTDIR);
	refused("", NULL, ERR_FILE, ENOENT);
	refused("-", NULL, ERR_NOT_FILE, 0);
	refused("/", NULL, ERR_FILE, EISDIR);
	refused(".", NULL, ERR_NOT_FILE, 0);
	char name[300];
	memset(name, 'n', sizeof name);
	name[256] = '\0';
	ck_assert_int_eq(file_replace(name, SLICE("x"), 0644, NULL, &problem), ERR_FILE);
	ck_assert_int_eq(problem.system, ENAMETOOLONG);
	name[255] = '\0';
	ck_assert_int_eq(file_replace(name, SLICE("x"), 0644, NULL, &problem), ERR_NONE);
	unlink(name);
	assert_content("a", "text");
	assert_names("a b ");
}
END_TEST

START_TEST(changed_since)
{
	struct stat st;
	put("a", "text");
	look("a");
	put("a", "texts");
	refused("a", &stamp, ERR_CHANGED, 0);
	/* Another content of the same length and time: two writes within a tick of the clock look like this. */
	put("a", "text");
	look("a");
	ck_assert_int_eq(stat("a", &st), 0);
	put("a", "TEXT");
	ck_assert_int_eq(utimensat(AT_FDCWD, "a", (struct timespec[]){ st.st_atim, st.st_mtim }, 0), 0);
	refused("a", &stamp, ERR_CHANGED, 0);
	/* The same content and time in another file. */
	put("a", "text");
	look("a");
	ck_assert_int_eq(stat("a", &st), 0);
	put("b", "text");
	ck_assert_int_eq(utimensat(AT_FDCWD, "b", (struct timespec[]){ st.st_atim, st.st_mtim }, 0), 0);
	ck_assert_int_eq(rename("b", "a"), 0);
	refused("a", &stamp, ERR_CHANGED, 0);
	/* Written again as it was. */
	look("a");
	ck_assert_int_eq(utimensat(AT_FDCWD, "a", (struct timespec[]){ { 7, 7 }, { 7, 7 } }, 0), 0);
	refused("a", &stamp, ERR_CHANGED, 0);
	assert_content("a", "text");
	unlink("a");
	refused("a", &stamp, ERR_CHANGED, 0);
	assert_names("");
}
END_TEST

START_TEST(links)
{
	struct stat st;
	char target[10] = "";
	put("file", "old");
	ck_assert_int_eq(mkdir("sub", 0755), 0);
	ck_assert_int_eq(symlink("sub/../file", "one"), 0);
	ck_assert_int_eq(symlink("one", "two"), 0);
	look("two");
	done("two");
	ck_assert_int_eq(lstat("two", &st), 0);
	ck_assert(S_ISLNK(st.st_mode));
	ck_assert_int_eq(readlink("two", target, sizeof target - 1), 3);
	assert_content("file", "new");
	rmdir("sub");
	/* A link to nothing is neither followed nor replaced. */
	unlink("file");
	refused("two", NULL, ERR_NOT_FILE, 0);
	ck_assert_int_eq(symlink("self", "self"), 0);
	refused("self", NULL, ERR_FILE, ELOOP);
	put("file", "old");
	look("file");
	ck_assert_int_eq(link("file", "other"), 0);
	refused("file", &stamp, ERR_NOT_FILE, 0);
	assert_content("other", "old");
	assert_names("file one other self two ");
}
END_TEST

START_TEST(not_files)
{
	put("file", "old");
	look("file");
	unlink("file");
	ck_assert_int_eq(mkfifo("file", 0600), 0);
	refused("file", NULL, ERR_NOT_FILE, 0);
	refused("file", &stamp, ERR_NOT_FILE, 0);
	unlink("file");
	ck_assert_int_eq(mkdir("file", 0700), 0);
	refused("file", NULL, ERR_NOT_FILE, 0);
	refused("file/", &stamp, ERR_NOT_FILE, 0);
	refused("/dev/null", &stamp, ERR_NOT_FILE, 0);
	assert_names("file ");
}
END_TEST

START_TEST(mode_and_owner)
{
	static const mode_t modes[] = { 0600, 0640, 0644, 0664, 0666, 0755, 02755, 04711 };
	bool root = geteuid() == 0;
	for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
		struct stat before, after;
		put("file", "old");
		ck_assert(!root || chown("file", 4711, 4712) == 0);
		ck_assert_int_eq(chmod("file", modes[i]), 0);
		look("file");
		ck_assert_int_eq(stat("file", &before), 0);
		done("file");
		ck_assert_int_eq(stat("file", &after), 0);
		ck_assert_uint_eq(after.st_mode, before.st_mode);
		ck_assert_uint_eq(after.st_uid, before.st_uid);
		ck_assert_uint_eq(after.st_gid, before.st_gid);
		ck_assert_uint_ne(after.st_ino, before.st_ino);
		unlink("file");
	}
	assert_names("");
}
END_TEST

/* As somebody who is not root. */
START_TEST(not_allowed)
{
	bool root = geteuid() == 0;
	put("file", "old");
	look("file");
	ck_assert_int_eq(chmod("file", 0666), 0);
	ck_assert(!root || seteuid(NOBODY) == 0);
	/* We may write it and its folder, but not give it back to its owner. */
	if (root)
		refused("file", &stamp, ERR_FILE, EPERM);
	ck_assert(!root || seteuid(0) == 0);
	/* Read-only, in a folder that would allow it. */
	ck_assert_int_eq(chmod("file", 0444), 0);
	ck_assert(!root || (chown("file", NOBODY, 0) == 0 && seteuid(NOBODY) == 0));
	refused("file", &stamp, ERR_FILE, EACCES);
	ck_assert(!root || seteuid(0) == 0);
	/* A folder that does not allow it. */
	ck_assert_int_eq(chmod("file", 0644), 0);
	ck_assert_int_eq(chmod(".", 0555), 0);
	ck_assert(!root || seteuid(NOBODY) == 0);
	refused("file", &stamp, ERR_FILE, EACCES);
	refused("new", NULL, ERR_FILE, EACCES);
	ck_assert(!root || seteuid(0) == 0);
	ck_assert_int_eq(chmod(".", 0777), 0);
	assert_content("file", "old");
	assert_names("file ");
}
END_TEST

/* u::rw- u:4711:r-- g::r-- m::r-- o::---, as the kernel takes it (linux/posix_acl_xattr.h), little end first. */
static const uint8_t acl[] = {
	2, 0, 0, 0,
	1, 0, 6, 0, 255, 255, 255, 255,
	2, 0, 4, 0, 0x67, 0x12, 0, 0,
	4, 0, 4, 0, 255, 255, 255, 255,
	16, 0, 4, 0, 255, 255, 255, 255,
	32, 0, 0, 0, 255, 255, 255, 255,
};
#define ACL "system.posix_acl_access"

START_TEST(attributes)
{
	uint8_t value[100];
	struct stat st;
	put("file", "old");
	if (setxattr("file", "user.note", "hi\0you", 6, 0) < 0 && errno == ENOTSUP)
		return;		/* a file system without them has none to keep */
	ck_assert_int_eq(setxattr("file", "user.empty", "", 0, 0), 0);
	ck_assert_int_eq(setxattr("file", ACL, acl, sizeof acl, 0), 0);
	look("file");
	done("file");
	ck_assert_int_eq(getxattr("file", "user.note", value, sizeof value), 6);
	ck_assert_mem_eq(value, "hi\0you", 6);
	ck_assert_int_eq(getxattr("file", "user.empty", value, sizeof value), 0);
	ck_assert_int_eq(getxattr("file", ACL, value, sizeof value), sizeof acl);
	ck_assert_mem_eq(value, acl, sizeof acl);
	ck_assert_int_eq(stat("file", &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0640);
	/* What the folder bequeaths to new files is not for this one, which is older. */
	unlink("file");
	put("file", "old");
	ck_assert_int_eq(setxattr(".", "system.posix_acl_default", acl, sizeof acl, 0), 0);
	look("file");
	done("file");
	ck_assert_int_eq(getxattr("file", ACL, value, sizeof value), -1);
	ck_assert_int_eq(stat("file", &st), 0);
	ck_assert_uint_eq(st.st_mode & 07777, 0644);
	ck_assert_int_eq(removexattr(".", "system.posix_acl_default"), 0);
	assert_names("file ");
}
END_TEST

/* The limit on file sizes acts as a full disk does. No signal may come of it, now or later. */
START_TEST(size_limit)
{
	static char large[20000];
	struct rlimit before, small;
	put("file", "old");
	look("file");
	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = (struct rlimit){ .rlim_cur = 10000, .rlim_max = before.rlim_max };
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
	signal(SIGXFSZ, SIG_DFL);
	enum error error = file_replace("file", (struct slice){ large, sizeof large }, 0644, &stamp, &problem);
	int system = problem.system;
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &before), 0);
	ck_assert_int_eq(error, ERR_FILE);
	ck_assert_int_eq(system, EFBIG);
	assert_content("file", "old");
	assert_names("file ");
}
END_TEST

/* In a child with a disk of its own that holds 64 kB. Its exit status: 0 good, 77 no right to mount. */
static int on_full_disk(void)
{
	static char large[100000];
	if (unshare(CLONE_NEWNS) < 0 || mount("none", "/", "", MS_REC | MS_PRIVATE, NULL) < 0 ||
	    mount("tmpfs", folder, "tmpfs", 0, "size=64k") < 0 || chdir(folder) < 0)
		return 77;
	int fd = open("file", O_WRONLY | O_CREAT, 0644);
	struct buf b = { 0 };
	if (file_write(fd, SLICE("old"), NULL) || file_read("file", 100, &b, &stamp, NULL))
		return 1;
	buf_clear(&b);
	if (file_replace("file", (struct slice){ large, sizeof large }, 0644, &stamp, &problem) != ERR_FILE ||
	    problem.system != ENOSPC)
		return 2;
	if (file_read("file", 100, &b, NULL, NULL) || !slice_equal(buf_slice(&b), SLICE("old")))
		return 3;
	buf_release(&b);
	assert_names("file ");
	return file_replace("file", SLICE("new"), 0644, &stamp, &problem) ? 4 : 0;
}

START_TEST(full_disk)
{
	pid_t pid = fork();
	if (pid == 0)
		_exit(on_full_disk());
	int status = -1;
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert(WIFEXITED(status));
	/* size_limit tests the same path where nothing may be mounted: in a container, or by a user. */
	ck_assert_msg(WEXITSTATUS(status) == 0 || WEXITSTATUS(status) == 77, "%d", WEXITSTATUS(status));
}
END_TEST

/* Whoever reads meanwhile sees one whole text or the other. */
START_TEST(never_a_part)
{
	enum { LEN = 50000, ROUNDS = 100 };
	static char text[LEN + 1];
	memset(text, 'a', LEN);
	put("file", text);
	pid_t pid = fork();
	if (pid == 0) {
		for (int i = 0; i < 1000; i++) {
			struct buf b = { 0 };
			if (file_read("file", LEN, &b, NULL, NULL) || b.len != LEN)
				_exit(1);
			if (memcmp(b.text, b.text + 1, LEN - 1) != 0)
				_exit(2);
			buf_release(&b);
		}
		_exit(0);
	}
	for (int i = 0; i < ROUNDS; i++) {
		look("file");
		memset(text, 'a' + i % 26, LEN);
		ck_assert_int_eq(file_replace("file", (struct slice){ text, LEN }, 0644, &stamp, &problem), ERR_NONE);
	}
	int status = -1;
	ck_assert_int_eq(waitpid(pid, &status, 0), pid);
	ck_assert_int_eq(status, 0);
	assert_names("file ");
}
END_TEST

/* A temporary that a crash left under our process id is not touched, and does not stand in the way. */
START_TEST(leavings)
{
	char name[64], names[80];
	snprintf(name, sizeof name, ".spfwiz-%ld-0.tmp", (long)getpid());
	snprintf(names, sizeof names, "%s file ", name);
	put(name, "left");
	put("file", "old");
	look("file");
	done("file");
	assert_content(name, "left");
	assert_names(names);
}
END_TEST

START_TEST(memory_ends)
{
	put("file", "old");
	for (unsigned n = 0;; n++) {
		look("file");
		failing_malloc_after(n);
		enum error error = file_replace("file", SLICE("new"), 0644, &stamp, &problem);
		bool ended = failing_malloc_off();
		ck_assert_int_eq(error, ended ? ERR_MEMORY : ERR_NONE);
		assert_content("file", ended ? "old" : "new");
		assert_names("file ");
		if (!ended)
			break;
		ck_assert_uint_lt(n, 100);
	}
}
END_TEST

int main(void)
{
	Suite *s = suite_create("file_replace");
	TCase *c = tcase_create("file_replace");
	tcase_add_checked_fixture(c, set_up, clean_up);
	tcase_add_test(c, new_files);
	tcase_add_test(c, changed_since);
	tcase_add_test(c, links);
	tcase_add_test(c, not_files);
	tcase_add_test(c, mode_and_owner);
	tcase_add_test(c, not_allowed);
	tcase_add_test(c, attributes);
	tcase_add_test(c, size_limit);
	tcase_add_test(c, full_disk);
	tcase_add_test(c, never_a_part);
	tcase_add_test(c, leavings);
	tcase_add_test(c, memory_ends);
	tcase_set_timeout(c, 60);
	suite_add_tcase(s, c);
	SRunner *r = srunner_create(s);
	srunner_run_all(r, CK_ENV);
	int failures = srunner_ntests_failed(r);
	srunner_free(r);
	return failures != 0;
}
