/* The products of real matrices that numpy asks a BLAS for (CBLAS with 64-bit integers, by OpenBLAS's names in numpy's wheels).
 * Whatever else numpy may ask for is named in `missing.h`, which small_blas.py makes, and ends the process with its name. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

typedef int64_t integer;
enum { ROW_MAJOR = 101, COLUMN_MAJOR, PLAIN = 111, TRANSPOSED, CONJUGATED };

#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__)
#define FOR_EACH_PROCESSOR __attribute__((target_clones("arch=haswell", "default")))
#else
#define FOR_EACH_PROCESSOR
#endif

#define NAMED(letter, name) scipy_cblas_##letter##name##64_

#define PRODUCTS(letter, real)                                                                                         \
    real NAMED(letter, dot)(integer n, const real *x, integer step_x, const real *y, integer step_y) {                 \
        real sum = 0;                                                                                                  \
        for (integer i = 0; i < n; i++) sum += x[i * step_x] * y[i * step_y];                                          \
        return sum;                                                                                                    \
    }                                                                                                                  \
    void NAMED(letter, axpy)(integer n, real a, const real *x, integer step_x, real *y, integer step_y) {              \
        for (integer i = 0; i < n; i++) y[i * step_y] += a * x[i * step_x];                                            \
    }                                                                                                                  \
    FOR_EACH_PROCESSOR                                                                                                 \
    static void letter##_rows(int ta, int tb, integer m, integer n, integer k, real alpha, const real *restrict a,     \
                              integer lda, const real *restrict b, integer ldb, real beta, real *restrict c,           \
                              integer ldc) {                                                                           \
        for (integer i = 0; i < m; i++) {                                                                              \
            real *restrict row = c + i * ldc;                                                                          \
            for (integer j = 0; j < n; j++) row[j] = beta == 0 ? 0 : beta * row[j];                                    \
            for (integer l = 0; l < k; l++) {                                                                          \
                real by = alpha * (ta ? a[l * lda + i] : a[i * lda + l]);                                              \
                if (tb)                                                                                                \
                    for (integer j = 0; j < n; j++) row[j] += by * b[j * ldb + l];                                     \
                else                                                                                                   \
                    for (integer j = 0; j < n; j++) row[j] += by * b[l * ldb + j];                                     \
            }                                                                                                          \
        }                                                                                                              \
    }                                                                                                                  \
    void NAMED(letter, gemm)(int order, int ta, int tb, integer m, integer n, integer k, real alpha, const real *a,    \
                             integer lda, const real *b, integer ldb, real beta, real *c, integer ldc) {               \
        if (order == COLUMN_MAJOR)                                                                                     \
            letter##_rows(tb != PLAIN, ta != PLAIN, n, m, k, alpha, b, ldb, a, lda, beta, c, ldc);                     \
        else                                                                                                           \
            letter##_rows(ta != PLAIN, tb != PLAIN, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);                     \
    }                                                                                                                  \
    void NAMED(letter, gemv)(int order, int trans, integer m, integer n, real alpha, const real *a, integer lda,       \
                             const real *x, integer step_x, real beta, real *y, integer step_y) {                      \
        int across = (trans != PLAIN) != (order == COLUMN_MAJOR);                                                      \
        integer count = trans == PLAIN ? m : n, length = trans == PLAIN ? n : m;                                       \
        for (integer i = 0; i < count; i++) {                                                                          \
            real sum = 0;                                                                                              \
            for (integer l = 0; l < length; l++) sum += (across ? a[l * lda + i] : a[i * lda + l]) * x[l * step_x];    \
            y[i * step_y] = alpha * sum + (beta == 0 ? 0 : beta * y[i * step_y]);                                      \
        }                                                                                                              \
    }                                                                                                                  \
    /* Both triangles, of which one is asked for. */                                                                   \
    void NAMED(letter, syrk)(int order, int half, int trans, integer n, integer k, real alpha, const real *a,          \
                             integer lda, real beta, real *c, integer ldc) {                                           \
        (void)half;                                                                                                    \
        NAMED(letter, gemm)                                                                                            \
        (order, trans, trans == PLAIN ? TRANSPOSED : PLAIN, n, n, k, alpha, a, lda, a, lda, beta, c, ldc);             \
    }

PRODUCTS(s, float)
PRODUCTS(d, double)

#define MISSING(name)                                                                                                  \
    void name(void) {                                                                                                  \
        fputs("numpy of this image has no " #name "\n", stderr);                                                       \
        abort();                                                                                                       \
    }
#include "missing.h"
