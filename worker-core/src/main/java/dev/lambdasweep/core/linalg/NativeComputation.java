package dev.lambdasweep.core.linalg;

/**
 * A computation on matrices outside Java's heap, prepared once and done many times. The matrices
 * must outlive it.
 */
public final class NativeComputation implements AutoCloseable {
  private final Runnable computation;
  private final Runnable release;

  /**
   * A prepared computation.
   *
   * @param release frees the memory of its kernels
   */
  NativeComputation(Runnable computation, Runnable release) {
    this.computation = computation;
    this.release = release;
  }

  /** Computes from what the matrices contain now. */
  public void compute() {
    computation.run();
  }

  /** Frees the memory of its kernels; it must not be computed again. */
  @Override
  public void close() {
    release.run();
  }
}
