package dev.lambdasweep.core.linalg;

import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import dev.lambdasweep.core.UserException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Chooses the folder that native libraries are unpacked to and loaded from: one that no other user
 * can write to or replace.
 *
 * <p>By default, JavaCPP and JNA fall back to a folder with a predictable name below the temporary
 * directory and load whatever they find there, whoever created it. Here the folder is {@code
 * ~/.cache/lambda-sweep}, or {@code lambda-sweep-USER} in the temporary directory if there is no
 * such home; it has mode 0700 and belongs to the user of this JVM, and nobody else may rename it or
 * a folder above it. Any other folder is not used.
 */
final class LibraryFolder {
  private static final String JAVACPP_FOLDER = "org.bytedeco.javacpp.cachedir";
  private static final String JNA_FOLDER = "jna.tmpdir";
  private static final int OTHERS_MAY = 0077;
  private static final int OTHERS_MAY_WRITE = 0022;
  private static final int STICKY = 01000;

  /** Of dlopen, without RTLD_GLOBAL. */
  private static final int RTLD_LAZY = 1;

  private LibraryFolder() {}

  /**
   * Makes JavaCPP and JNA use the folder. Must be called before either loads anything. Folders that
   * the user has set by their system properties are kept.
   *
   * @throws UserException if there is no safe folder
   */
  static synchronized void use() {
    String folder = System.getProperty(JAVACPP_FOLDER);
    if (folder == null) {
      Path home = Path.of(System.getProperty("user.home"));
      Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
      folder = safe(home, temporary, System.getProperty("user.name")).toString();
      System.setProperty(JAVACPP_FOLDER, folder);
    }
    if (System.getProperty(JNA_FOLDER) == null) {
      System.setProperty(JNA_FOLDER, folder);
    }
  }

  /**
   * A library that JavaCPP has loaded, for calls through JNA. Its symbols stay invisible to other
   * libraries. By default, JNA makes them global, and another native library in this process, such
   * as that of a user's trainer, may then call them in place of its own of the same name.
   *
   * @param path absolute path
   */
  static NativeLibrary opened(File path) {
    return NativeLibrary.getInstance(
        path.getAbsolutePath(), Map.of(Library.OPTION_OPEN_FLAGS, RTLD_LAZY));
  }

  /** The reason why a library was not loaded, for a message. */
  static String reason(Throwable failure) {
    return failure instanceof UserException ? failure.getMessage() : failure.toString();
  }

  /**
   * A safe folder below a home or, failing that, below a temporary directory; created if it is
   * missing.
   *
   * @param user user name, part of the folder's name in the temporary directory
   * @throws UserException if neither is safe, with the reason for each
   */
  static Path safe(Path home, Path temporary, String user) {
    List<Path> parents = List.of(home, temporary);
    List<Path> folders =
        List.of(home.resolve(".cache/lambda-sweep"), temporary.resolve("lambda-sweep-" + user));
    List<String> reasons = new ArrayList<>();
    for (int i = 0; i < folders.size(); i++) {
      try {
        return safe(parents.get(i), folders.get(i));
      } catch (IOException e) {
        reasons.add(folders.get(i) + ": " + e.getMessage());
      }
    }
    throw UserException.of(
        "Cannot find a private folder for native libraries: %s (set one that only you can write"
            + " to with -D%s=DIR)",
        String.join("; ", reasons), JAVACPP_FOLDER);
  }

  private static Path safe(Path parent, Path folder) throws IOException {
    if (!parent.isAbsolute() || !Files.isDirectory(parent)) {
      throw new IOException("there is no directory " + parent);
    }
    try {
      Files.createDirectories(
          folder,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException e) {
      throw new IOException("it cannot be created", e);
    }
    if (Files.isSymbolicLink(folder)) {
      throw new IOException("it is a symbolic link");
    }
    Path real = folder.toRealPath();
    requireSafe(real, user(real));
    return real;
  }

  private static void requireSafe(Path folder, int user) throws IOException {
    int mode = attribute(folder, "mode");
    if ((mode & OTHERS_MAY) != 0) {
      throw new IOException("its mode is %o, not 700".formatted(mode & 0777));
    }
    if (attribute(folder, "uid") != user) {
      throw new IOException("it belongs to another user");
    }
    // a user who may rename a folder above can replace it
    int administrator = attribute(folder.getRoot(), "uid");
    for (Path above = folder.getParent(); above != null; above = above.getParent()) {
      int owner = attribute(above, "uid");
      if (owner != user && owner != administrator) {
        throw new IOException(above + " belongs to another user");
      }
      int modeAbove = attribute(above, "mode");
      if ((modeAbove & OTHERS_MAY_WRITE) != 0 && (modeAbove & STICKY) == 0) {
        throw new IOException("other users may write to " + above);
      }
    }
  }

  /** The id of the user as whom this JVM writes files; Java knows only the name. */
  private static int user(Path folder) throws IOException {
    try {
      Path written = Files.createTempFile(folder, "user", "");
      int user = attribute(written, "uid");
      Files.delete(written);
      return user;
    } catch (IOException e) {
      throw new IOException("it cannot be written to", e);
    }
  }

  private static int attribute(Path file, String name) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(file, "unix:" + name, LinkOption.NOFOLLOW_LINKS);
    return (Integer) attributes.get(name);
  }
}
