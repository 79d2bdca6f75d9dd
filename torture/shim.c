/* Preloaded between a program and the C library: watches, and where told to breaks, what is done
 * to the files below one folder. Nothing is watched until shim_watch() is called, and nothing
 * fails until shim_arm() is. A watched fsync is recorded and not done: no power fails here. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum { MOST_FILES = 1024, LONGEST_NAME = 256 };

struct header { char kind; uint16_t name, second; int64_t offset, length; } __attribute__((packed));

static char folder[4096];
static size_t folder_length;
static int trace = -1;
static char names[MOST_FILES][LONGEST_NAME];
static pthread_mutex_t guard = PTHREAD_MUTEX_INITIALIZER;
static char broken_kind;
static long broken_at, counted;
static int broken_error, broken_for_good;

#define REAL(result, name, ...) \
    static result (*real)(__VA_ARGS__); \
    if (!real) real = (result (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

static ssize_t put(const void *bytes, size_t length) {
    REAL(ssize_t, "write", int, const void *, size_t);
    return real(trace, bytes, length);
}

static void note(char kind, const char *name, const char *second, int64_t offset,
                 const void *bytes, int64_t length) {
    if (trace < 0) return;
    struct header head = {kind, strlen(name), second ? strlen(second) : 0, offset, length};
    pthread_mutex_lock(&guard);
    put(&head, sizeof head);
    put(name, head.name);
    if (second) put(second, head.second);
    if (bytes && length > 0) put(bytes, length);
    pthread_mutex_unlock(&guard);
}

void shim_watch(const char *path, const char *log) {
    snprintf(folder, sizeof folder, "%s/", path);
    folder_length = strlen(folder);
    memset(names, 0, sizeof names);
    REAL(int, "open64", const char *, int, ...);
    trace = *log ? real(log, O_WRONLY | O_CREAT | O_TRUNC | O_APPEND, 0600) : -1;
}

void shim_arm(char kind, long at, int error, int for_good) {
    broken_kind = kind, broken_at = at, broken_error = error, broken_for_good = for_good;
    counted = 0;
}

long shim_counted(void) { return counted; }

void shim_say(const char *words) { note('A', words, NULL, 0, NULL, 0); }

/* The name below the watched folder, or NULL for all other files. */
static const char *below(const char *path) {
    return folder_length && path && !strncmp(path, folder, folder_length) ? path + folder_length
                                                                          : NULL;
}

static const char *name_of(int fd) {
    return fd >= 0 && fd < MOST_FILES && names[fd][0] ? names[fd] : NULL;
}

static int breaks(char kind) {
    if (broken_kind != kind) return 0;
    long now = ++counted;
    if (now != broken_at && !(broken_for_good && now > broken_at)) return 0;
    errno = broken_error;
    return 1;
}

static int opened(int fd, const char *path, int flags) {
    if (fd < 0 || fd >= MOST_FILES) return fd;
    const char *name = below(path);
    snprintf(names[fd], LONGEST_NAME, "%s", name ? name : "");
    if (name && (flags & O_CREAT)) note('C', name, NULL, 0, NULL, 0);
    if (name && (flags & O_TRUNC)) note('T', name, NULL, 0, NULL, 0);
    return fd;
}

#define OPENS(symbol) \
    int symbol(const char *path, int flags, ...) { \
        mode_t mode = 0; \
        if (flags & (O_CREAT | O_TMPFILE)) { \
            va_list rest; va_start(rest, flags); mode = va_arg(rest, mode_t); va_end(rest); \
        } \
        REAL(int, #symbol, const char *, int, ...); \
        if (below(path) && (flags & O_ACCMODE) != O_RDONLY && breaks('O')) return -1; \
        return opened(real(path, flags, mode), path, flags); \
    }
OPENS(open)
OPENS(open64)

int close(int fd) {
    REAL(int, "close", int);
    if (fd >= 0 && fd < MOST_FILES) names[fd][0] = 0;
    return real(fd);
}

/* How much of a write happens: all, half where a short write is due, or -1 for none. */
static ssize_t allowed(size_t length) {
    if (broken_kind == 'H') {
        int due = breaks('H');
        errno = 0;
        return due && length > 1 ? (ssize_t)(length / 2) : (ssize_t)length;
    }
    return breaks('W') ? -1 : (ssize_t)length;
}

#define WRITES_AT(symbol, offset_type) \
    ssize_t symbol(int fd, const void *bytes, size_t length, offset_type at) { \
        REAL(ssize_t, #symbol, int, const void *, size_t, offset_type); \
        const char *name = name_of(fd); \
        if (!name) return real(fd, bytes, length, at); \
        ssize_t most = allowed(length); \
        if (most < 0) return -1; \
        ssize_t done = real(fd, bytes, most, at); \
        if (done > 0) note('W', name, NULL, at, bytes, done); \
        return done; \
    }
WRITES_AT(pwrite, off_t)
WRITES_AT(pwrite64, off64_t)

ssize_t write(int fd, const void *bytes, size_t length) {
    REAL(ssize_t, "write", int, const void *, size_t);
    const char *name = name_of(fd);
    if (!name) return real(fd, bytes, length);
    ssize_t most = allowed(length);
    if (most < 0) return -1;
    int64_t at = lseek(fd, 0, SEEK_CUR);
    ssize_t done = real(fd, bytes, most);
    if (done > 0) note('W', name, NULL, at, bytes, done);
    return done;
}

#define SYNCS(symbol) \
    int symbol(int fd) { \
        REAL(int, #symbol, int); \
        const char *name = name_of(fd); \
        if (!name) return real(fd); \
        if (breaks('S')) return -1; \
        note('S', name, NULL, 0, NULL, 0); \
        return 0; \
    }
SYNCS(fsync)
SYNCS(fdatasync)

#define TRUNCATES(symbol, length_type) \
    int symbol(int fd, length_type length) { \
        REAL(int, #symbol, int, length_type); \
        const char *name = name_of(fd); \
        if (name && breaks('T')) return -1; \
        int failed = real(fd, length); \
        if (name && !failed) note('T', name, NULL, length, NULL, 0); \
        return failed; \
    }
TRUNCATES(ftruncate, off_t)
TRUNCATES(ftruncate64, off64_t)

int unlink(const char *path) {
    REAL(int, "unlink", const char *);
    const char *name = below(path);
    if (name && breaks('U')) return -1;
    int failed = real(path);
    if (name && !failed) note('U', name, NULL, 0, NULL, 0);
    return failed;
}

int rename(const char *path, const char *to) {
    REAL(int, "rename", const char *, const char *);
    const char *name = below(path);
    if (name && breaks('R')) return -1;
    int failed = real(path, to);
    if (name && !failed) note('R', name, below(to) ? below(to) : "", 0, NULL, 0);
    return failed;
}
