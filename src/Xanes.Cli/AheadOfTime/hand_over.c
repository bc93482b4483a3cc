/*
 * Before the program begins: where a build of it for newer processors (x86-64-v3: AVX2, FMA, BMI) lies in a folder beside it and this
 * is such a processor, that one goes on in its place. The results are the same; descriptors take less time.
 */
#include <limits.h>
#include <string.h>
#include <unistd.h>

static const char variant[] = "x86-64-v3/xanes";

__attribute__((constructor)) static void hand_over(int argc, char **argv, char **environment)
{
    char path[PATH_MAX + sizeof variant];
    ssize_t length = readlink("/proc/self/exe", path, PATH_MAX);
    char *slash;

    (void)argc;
    if (length <= 0 || length == PATH_MAX || !__builtin_cpu_supports("avx2") || !__builtin_cpu_supports("fma") ||
        !__builtin_cpu_supports("bmi") || !__builtin_cpu_supports("bmi2")) {
        return;
    }

    path[length] = '\0';
    slash = strrchr(path, '/');
    if (slash != NULL) {
        memcpy(slash + 1, variant, sizeof variant);
        execve(path, argv, environment);
    }
}
