/**
 * Matrices and their products. {@link dev.lambdasweep.core.linalg.Blas} is the only caller of the
 * native library. Imports the root and {@code random}.
 */
package dev.lambdasweep.core.linalg;
