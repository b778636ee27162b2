/* An LD_PRELOAD shim: every fsync and fdatasync takes 2 ms longer, as on a disk that really writes. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>

static void wait_2ms(void)
{
    struct timespec delay = {0, 2000000};
    while (nanosleep(&delay, &delay) != 0) {}
}

int fsync(int file)
{
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fsync");
    wait_2ms();
    return real(file);
}

int fdatasync(int file)
{
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fdatasync");
    wait_2ms();
    return real(file);
}
