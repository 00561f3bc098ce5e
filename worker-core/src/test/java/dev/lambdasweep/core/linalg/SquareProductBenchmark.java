package dev.lambdasweep.core.linalg;

import dev.lambdasweep.core.linalg.Matrix.Transpose;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A large square product, 2,048 · 2,048 · 2,048: roughly the peak performance of one core. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 5, time = 1)
public class SquareProductBenchmark {
  private static final int SIZE = 2_048;

  private Matrix a;
  private Matrix b;
  private Matrix c;

  /** Fills two matrices on the heap. */
  @Setup
  public void fill() {
    a = Matrix.zeros(Format.FLOAT32, SIZE, SIZE);
    b = Matrix.zeros(Format.FLOAT32, SIZE, SIZE);
    c = Matrix.zeros(Format.FLOAT32, SIZE, SIZE);
    for (int j = 0; j < SIZE; j++) {
      for (int i = 0; i < SIZE; i++) {
        a.set(i, j, Math.sin(i + 3 * j));
        b.set(i, j, Math.cos(2 * i + j));
      }
    }
  }

  /** With breeze's BLAS. */
  @Benchmark
  public void blas() {
    c.multiply(1, Transpose.NO, a, Transpose.NO, b, 0);
  }

  /** With oneDNN, outside Java's heap. */
  @Benchmark
  public void oneDnn(Outside outside) {
    outside.c.multiply(Transpose.NO, outside.a, Transpose.NO, outside.b, 0);
  }

  /** With oneDNN, of matrices in bfloat16 into one in float32. */
  @Benchmark
  public void oneDnnBfloat16(Rounded rounded) {
    rounded.product.compute();
  }

  /** The same matrices outside the heap, if oneDNN is available. */
  @State(Scope.Thread)
  public static class Outside {
    private NativeMatrix a;
    private NativeMatrix b;
    private NativeMatrix c;

    /** Copies the matrices. */
    @Setup
    public void copy(SquareProductBenchmark heap) {
      OneDnn oneDnn = OneDnn.instance().orElseThrow();
      a = new NativeMatrix(oneDnn, SIZE, SIZE);
      b = new NativeMatrix(oneDnn, SIZE, SIZE);
      c = new NativeMatrix(oneDnn, SIZE, SIZE);
      for (int j = 0; j < SIZE; j++) {
        a.write(j, 0, heap.a.floats(), j * SIZE, SIZE);
        b.write(j, 0, heap.b.floats(), j * SIZE, SIZE);
      }
    }
  }

  /** The same matrices, rounded to bfloat16, if oneDNN has kernels for it. */
  @State(Scope.Thread)
  public static class Rounded {
    private NativeComputation product;

    /** Rounds the matrices and compiles their product. */
    @Setup
    public void round(Outside outside) {
      product =
          NativeProduct.overwriting(
              outside.c, Transpose.NO, rounded(outside.a), Transpose.NO, rounded(outside.b));
    }

    private static NativeOperand rounded(NativeMatrix matrix) {
      Bfloat16Matrix copy = new Bfloat16Matrix(SIZE, SIZE);
      try (NativeComputation rounding = NativeConversion.of(matrix, copy)) {
        rounding.compute();
      }
      return copy;
    }
  }
}
