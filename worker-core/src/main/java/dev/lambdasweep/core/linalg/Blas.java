package dev.lambdasweep.core.linalg;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.NativeBLAS;
import java.io.File;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Breeze's BLAS (netlib), backed by the bundled OpenBLAS, on one thread.
 *
 * <p>netlib finds the library by a system property, which it reads once per JVM. If the library
 * cannot be loaded, netlib's own choice is used, which is several times slower; {@link #name()}
 * says which one it is and {@link #isNative()} whether it is fast.
 */
public final class Blas {
  private static final String LIBRARY_PATH = "dev.ludovic.netlib.blas.nativeLibPath";
  private static final Logger NETLIB_LOG =
      Logger.getLogger("dev.ludovic.netlib.blas.InstanceBuilder");
  private static final Blas INSTANCE = load();

  private final BLAS netlib;
  private final String name;

  private Blas(BLAS netlib, String name) {
    this.netlib = netlib;
    this.name = name;
  }

  /** The implementation of this JVM. */
  public static Blas instance() {
    return INSTANCE;
  }

  /** Name of the implementation, with its kernels: {@code OpenBLAS 0.3.31 SkylakeX}. */
  public String name() {
    return name;
  }

  /**
   * Names of all implementations used in this JVM, including {@link OneDnn}, for a row of results.
   */
  public static String names() {
    return OneDnn.instance()
        .map(oneDnn -> oneDnn.name() + " + " + INSTANCE.name)
        .orElse(INSTANCE.name);
  }

  /** Whether products run in native code. */
  public boolean isNative() {
    return netlib instanceof NativeBLAS;
  }

  /**
   * Whether this processor has instructions for products of bfloat16, and they are used. Without
   * them, bfloat16 is not faster than float32.
   */
  public static boolean hasBfloat16() {
    return OneDnn.instance().map(OneDnn::hasBfloat16).orElse(false);
  }

  /**
   * C = α · op(A) · op(B) + β · C, column-major, in float32; C's array must differ from A's and
   * B's.
   *
   * @param transposeA whether op(A) is Aᵀ; likewise for B
   * @param m number of rows of C
   * @param n number of columns of C
   * @param k number of columns of op(A)
   */
  void gemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      float alpha,
      float[] a,
      int offsetA,
      int strideA,
      float[] b,
      int offsetB,
      int strideB,
      float beta,
      float[] c,
      int offsetC,
      int strideC) {
    netlib.sgemm(
        letter(transposeA),
        letter(transposeB),
        m,
        n,
        k,
        alpha,
        a,
        offsetA,
        strideA,
        b,
        offsetB,
        strideB,
        beta,
        c,
        offsetC,
        strideC);
  }

  /** The same in float64. */
  void gemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      double alpha,
      double[] a,
      int offsetA,
      int strideA,
      double[] b,
      int offsetB,
      int strideB,
      double beta,
      double[] c,
      int offsetC,
      int strideC) {
    netlib.dgemm(
        letter(transposeA),
        letter(transposeB),
        m,
        n,
        k,
        alpha,
        a,
        offsetA,
        strideA,
        b,
        offsetB,
        strideB,
        beta,
        c,
        offsetC,
        strideC);
  }

  private static String letter(boolean transpose) {
    return transpose ? "T" : "N";
  }

  private static Blas load() {
    NativeMemory.limit();
    // netlib logs at every start which implementation it chose; here name() says so
    NETLIB_LOG.setLevel(Level.WARNING);
    String bundled = "";
    if (System.getProperty(LIBRARY_PATH) == null) {
      try {
        bundled = loadBundled();
      } catch (LinkageError | RuntimeException e) {
        System.err.printf(
            "Cannot load the bundled OpenBLAS: %s (trainings run on netlib's own choice, which may"
                + " be ten times slower)%n",
            LibraryFolder.reason(e));
      }
    }
    BLAS netlib = BLAS.getInstance();
    if (bundled.isEmpty() || !(netlib instanceof NativeBLAS)) {
      String name = "netlib " + netlib.getClass().getSimpleName();
      System.err.printf("Matrix products run on %s, not on the bundled OpenBLAS.%n", name);
      return new Blas(netlib, name);
    }
    return new Blas(netlib, bundled);
  }

  /**
   * Loads the bundled library, limits it to one thread, points netlib at it and returns its name.
   */
  private static String loadBundled() {
    LibraryFolder.use();
    File bindings = new File(Loader.load(openblas_nolapack.class));
    File[] libraries =
        bindings
            .getParentFile()
            .listFiles((folder, file) -> file.startsWith("libopenblas_nolapack."));
    if (libraries == null || libraries.length == 0) {
      throw new UnsatisfiedLinkError("no libopenblas_nolapack next to " + bindings);
    }
    System.setProperty(LIBRARY_PATH, libraries[0].getAbsolutePath());
    openblas_nolapack.blas_set_num_threads(1);
    return openblas_nolapack.OPENBLAS_VERSION.strip() + kernels(libraries[0]);
  }

  /**
   * The processor whose kernels OpenBLAS has chosen, which determine speed and last digits: {@code
   * " SkylakeX"}; empty where JNA, which is bundled for Linux on x86-64, cannot ask.
   */
  private static String kernels(File library) {
    try {
      return " "
          + LibraryFolder.opened(library)
              .getFunction("openblas_get_corename")
              .invokeString(new Object[0], false);
    } catch (LinkageError e) {
      return "";
    }
  }
}
