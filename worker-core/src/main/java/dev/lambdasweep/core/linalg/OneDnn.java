package dev.lambdasweep.core.linalg;

import com.sun.jna.Function;
import java.io.File;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_version_t;
import org.bytedeco.dnnl.engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.dnnl.stream;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;

/**
 * oneDNN on one thread, which compiles its kernels for the processor at run time. It is available
 * on x86-64 Linux; elsewhere {@link Blas} is used.
 *
 * <p>It is faster than OpenBLAS on the wide, flat products of a first layer, and networks keep
 * their bits beside others ({@link NativeProduct}).
 */
public final class OneDnn {
  private static final Optional<OneDnn> INSTANCE = load();

  private final String name;
  private final boolean avx512;
  private final engine processor;
  private final ThreadLocal<stream> streams;

  private OneDnn(String name, boolean avx512, Function setThreads) {
    this.name = name;
    this.avx512 = avx512;
    this.processor = new engine(engine.kind.cpu, 0);
    this.streams =
        ThreadLocal.withInitial(
            () -> {
              // OpenMP stores the number of threads to use separately for each calling thread
              setThreads.invokeVoid(new Object[] {1});
              return new stream(processor);
            });
  }

  /** oneDNN on this machine, if it is available. */
  public static Optional<OneDnn> instance() {
    return INSTANCE;
  }

  /** Name of the implementation, for a row of results: {@code oneDNN 3.11.0 AVX-512}. */
  public String name() {
    return name;
  }

  /** Whether its kernels for AVX-512 are used. */
  boolean hasAvx512() {
    return avx512;
  }

  /** Whether its kernels for the processor's bfloat16 instructions are used. */
  boolean hasBfloat16() {
    return uses(dnnl.dnnl_cpu_isa_avx512_core_bf16);
  }

  engine processor() {
    return processor;
  }

  /** The calling thread's stream, which executes on that thread only. */
  stream stream() {
    return streams.get();
  }

  /** C = op(A) · op(B) + β · C, row-major; strides are distances of rows. */
  void gemm(
      boolean transposeA,
      boolean transposeB,
      int m,
      int n,
      int k,
      FloatPointer a,
      int strideA,
      FloatPointer b,
      int strideB,
      float beta,
      FloatPointer c,
      int strideC) {
    streams.get();
    int status =
        dnnl.dnnl_sgemm(
            letter(transposeA),
            letter(transposeB),
            m,
            n,
            k,
            1,
            a,
            strideA,
            b,
            strideB,
            beta,
            c,
            strideC);
    if (status != dnnl.dnnl_success) {
      throw new IllegalStateException(
          "Cannot multiply [%d x %d] with [%d x %d]: oneDNN's status is %d"
              .formatted(m, k, k, n, status));
    }
  }

  /**
   * Whether kernels may use an instruction set, whose bits contain those of the sets it includes.
   */
  private static boolean uses(int instructionSet) {
    return (dnnl.dnnl_get_effective_cpu_isa() & instructionSet) == instructionSet;
  }

  private static byte letter(boolean transpose) {
    return (byte) (transpose ? 'T' : 'N');
  }

  private static Optional<OneDnn> load() {
    NativeMemory.limit();
    if (!Loader.getPlatform().equals("linux-x86_64")) {
      return Optional.empty();
    }
    try {
      LibraryFolder.use();
      File bindings = new File(Loader.load(dnnl.class));
      // dnnl is built with OpenMP, which uses every core unless limited on the calling thread; the
      // bindings cannot do so, so JNA calls the OpenMP that the library is linked to
      File library = new File(bindings.getParentFile(), "libdnnl.so.3");
      Function setThreads = LibraryFolder.opened(library).getFunction("omp_set_num_threads");
      dnnl_version_t version = dnnl.dnnl_version();
      boolean avx512 = uses(dnnl.dnnl_cpu_isa_avx512_core);
      String name =
          "oneDNN %d.%d.%d%s"
              .formatted(
                  version.major(), version.minor(), version.patch(), avx512 ? " AVX-512" : "");
      return Optional.of(new OneDnn(name, avx512, setThreads));
    } catch (LinkageError | RuntimeException e) {
      System.err.printf(
          "Cannot load the bundled oneDNN: %s (trainings run on OpenBLAS, which is slower)%n",
          LibraryFolder.reason(e));
      return Optional.empty();
    }
  }
}
