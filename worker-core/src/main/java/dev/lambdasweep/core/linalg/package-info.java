/**
 * Matrices and their products; the only package that calls native libraries. Imports the root and
 * {@code random}.
 */
package dev.lambdasweep.core.linalg;
