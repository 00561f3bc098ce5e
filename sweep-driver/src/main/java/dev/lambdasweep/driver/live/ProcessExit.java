package dev.lambdasweep.driver.live;

import java.util.Arrays;
import java.util.Map;

/**
 * Tells, while the process is ending, who ends it.
 *
 * <p>A call of {@code System.exit} waits in {@code java.lang.Shutdown.exit} until the shutdown
 * hooks have run, so a hook finds the caller's stack. After Ctrl-C or SIGTERM the caller is a
 * thread that the JVM starts for the signal, and its stack shows the signal's handler, whether it
 * is the JVM's own or one that an application has installed. Crashes of native code, {@code
 * Runtime.halt} and kill -9 run no hooks.
 */
final class ProcessExit {
  private ProcessExit() {}

  /**
   * Whether a thread other than those given has called {@code System.exit}, and no signal.
   *
   * @param others threads that train nothing, such as the one that runs the sweep
   */
  static boolean isCalledBesides(Thread... others) {
    return Thread.getAllStackTraces().entrySet().stream()
        .filter(thread -> !Arrays.asList(others).contains(thread.getKey()))
        .map(Map.Entry::getValue)
        .anyMatch(ProcessExit::exits);
  }

  private static boolean exits(StackTraceElement[] stack) {
    return Arrays.stream(stack).anyMatch(ProcessExit::isExit)
        && Arrays.stream(stack).noneMatch(ProcessExit::isSignalHandler);
  }

  private static boolean isExit(StackTraceElement frame) {
    return frame.getClassName().equals("java.lang.Shutdown")
        && frame.getMethodName().equals("exit");
  }

  private static boolean isSignalHandler(StackTraceElement frame) {
    String name = frame.getClassName();
    return name.startsWith("java.lang.Terminator")
        || name.startsWith("jdk.internal.misc.Signal")
        || name.startsWith("sun.misc.Signal");
  }
}
