package dev.lambdasweep.core.linalg;

import dev.lambdasweep.core.UserException;
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
 * can put a file into or replace.
 *
 * <p>JavaCPP and JNA by themselves fall back to a folder with a predictable name below the
 * temporary directory and load what they find there, whoever made it. Here the folder is {@code
 * ~/.cache/lambda-sweep}, or {@code lambda-sweep-USER} in the temporary directory where there is no
 * such home; it has mode 0700 and belongs to the user of this JVM, and nobody else may rename it or
 * a folder above it. A folder that is not so is passed over.
 */
final class LibraryFolder {
  private static final String JAVACPP_FOLDER = "org.bytedeco.javacpp.cachedir";
  private static final String JNA_FOLDER = "jna.tmpdir";
  private static final int OTHERS_MAY = 0077;
  private static final int OTHERS_MAY_WRITE = 0022;
  private static final int STICKY = 01000;

  private LibraryFolder() {}

  /**
   * Makes JavaCPP and JNA use the folder. To be called before either loads anything. A folder that
   * the user has named by a system property of theirs is left to them.
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

  /** Why a library was not loaded, for a message. */
  static String reason(Throwable failure) {
    return failure instanceof UserException ? failure.getMessage() : failure.toString();
  }

  /**
   * A safe folder below a home or, failing that, below a temporary directory; made where it is
   * missing.
   *
   * @param user name of the user, part of the folder's name in the temporary directory
   * @throws UserException if neither is safe; it says why of each
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
        "Cannot find a private folder for native libraries: %s (name one that only you can write"
            + " to by -D%s=DIR)",
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
      throw new IOException("it cannot be made", e);
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
    // who may rename a folder above can put another in its place
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

  /** The user whose files this JVM writes; Java knows only a name of theirs. */
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
